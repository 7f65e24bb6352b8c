import type { TableSort } from './data-table.ts'

/** The sorts of a list by name, each with its column and direction. */
export type Sorts<S extends string> = Readonly<Record<S, TableSort>>

/** The names of the sorts, in display order. */
export const sortNames = <S extends string>(sorts: Partial<Sorts<S>>): S[] => Object.keys(sorts) as S[]

/** The sort with a name, e.g. from a URL; undefined when there is none. */
export const sortNamed = <S extends string>(sorts: Partial<Sorts<S>>, name: unknown): S | undefined => sortNames(sorts).find((known) => known === name)

/** The sort after a click on a column's header: the first one by that column, or the other one when the first is active. */
export const sortPressed = <S extends string>(sorts: Sorts<S>, sort: S, column: string): S => {
  const [first = sort, other = first] = sortNames(sorts).filter((name) => sorts[name].column === column)
  return sort === first ? other : first
}
