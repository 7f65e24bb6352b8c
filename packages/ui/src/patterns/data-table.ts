import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** The cell that names the row: first on a card, and the row's header in the table. It is always shown. */
  isName?: boolean
  /**
   * What people wrote, or a sentence: it breaks anywhere, and takes the room that is left. A name is one too. Everything else (money,
   * a state, a date, an action) stays on one line.
   */
  isText?: boolean
  /** Its share of a table's width, like `25%`. Given for every column, it makes tables of the same columns line up. */
  width?: string
  /** Its header sorts the list. Only where the list comes sorted from the server: a page of a list cannot be sorted here. */
  isSortable?: boolean
  /** Not shown until the reader chooses it. */
  isHiddenAtFirst?: boolean
}

/** What a list is sorted by, and which way. */
export interface TableSort {
  column: string
  direction: 'ascending' | 'descending'
}

/** Rows that are ticked, as `useRowSelection` keeps them. */
export interface RowSelection<Row> {
  rows: readonly Row[]
  isSelected: (key: string) => boolean
  state: 'none' | 'some' | 'all'
  toggle: (key: string) => void
  /** Ticks every row that is shown, or none. */
  toggleAll: () => void
  clear: () => void
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  /** Undefined while they load: rows of the right height stand in. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** When this changes for a row that was already there, the row glows once. */
  rowVersion?: (row: Row) => string | number
  skeletonRows?: number
  /** Above the rows: what narrows, sorts and chooses columns (`TableTools`). It follows whether the rows are a table or cards. */
  tools?: ReactNode
  /** In the place of the rows where there are none; what stands above them stays, with the focus in it. */
  empty?: ReactNode
  className?: string
  sort?: TableSort | undefined
  /** The reader pressed the header of a sortable column. */
  onSort?: ((column: string) => void) | undefined
  selection?: RowSelection<Row> | undefined
  /** What a row is called where it is ticked. */
  rowName?: ((row: Row) => string) | undefined
  /** j and k move from row to row, Enter opens it, x ticks it. For the one list a page is about. */
  hasKeys?: boolean
}

/** What a table and the same rows as cards have in common. */
export interface RowsProps<Row> extends Omit<DataTableProps<Row>, 'rowVersion' | 'skeletonRows' | 'tools' | 'empty' | 'hasKeys'> {
  /** Keys of what stands in while rows load. */
  waiting: readonly string[]
  isGlowing: (key: string) => boolean
}
