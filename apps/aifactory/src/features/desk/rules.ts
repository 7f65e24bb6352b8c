/** A filter in saved form: a text per rule. */
export type Rules = Record<string, string>

/** Whether two filters are equal, in any order of keys. */
export const isSameRules = (one: Rules, other: Rules): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted())
