import type { TableSort } from './data-table.ts'

/** What a list can be sorted by: of each sort the column whose header stands for it, and the direction. */
export type Sorts<S extends string> = Readonly<Record<S, TableSort>>

/** The sorts there are, in the order in which they are offered. */
export const sortNames = <S extends string>(sorts: Partial<Sorts<S>>): S[] => Object.keys(sorts) as S[]

/** The sort that somebody named, as an address does; undefined when there is none of that name. */
export const sortNamed = <S extends string>(sorts: Partial<Sorts<S>>, name: unknown): S | undefined => sortNames(sorts).find((known) => known === name)

/** The sort that the header of a column asks for: the first one by that column, and pressed again the other. */
export const sortPressed = <S extends string>(sorts: Sorts<S>, sort: S, column: string): S => {
  const [first = sort, other = first] = sortNames(sorts).filter((name) => sorts[name].column === column)
  return sort === first ? other : first
}
