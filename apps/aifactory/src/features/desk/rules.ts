/** A filter as it is kept: a text for each rule. */
export type Rules = Record<string, string>

/** True when two filters say the same, in whatever order. */
export const isSameRules = (one: Rules, other: Rules): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())
