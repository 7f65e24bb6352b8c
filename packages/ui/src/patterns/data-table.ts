import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** The cell that names the row: first on a card, and the row header in the table. It cannot be hidden. */
  isName?: boolean
  /**
   * Free text, which breaks anywhere and takes the remaining width; names are treated the same. Everything else (money, a status, a date, an
   * action) stays on one line.
   */
  isText?: boolean
  /** Its share of the table's width, like `25%`. When set for every column, tables with the same columns line up. */
  width?: string
  /** Its header sorts the list. Only for lists sorted by the server: a page of a list cannot be sorted here. */
  isSortable?: boolean
  /** Hidden by default. */
  isHiddenAtFirst?: boolean
}

/** The column and direction a list is sorted by. */
export interface TableSort {
  column: string
  direction: 'ascending' | 'descending'
}

/** The selected rows, from `useRowSelection`. */
export interface RowSelection<Row> {
  rows: readonly Row[]
  isSelected: (key: string) => boolean
  state: 'none' | 'some' | 'all'
  toggle: (key: string) => void
  /** Selects every visible row, or none. */
  toggleAll: () => void
  clear: () => void
}

export interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  /** Undefined while loading: skeleton rows of the right height are rendered. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** When this changes for an existing row, the row is highlighted once. */
  rowVersion?: (row: Row) => string | number
  skeletonRows?: number
  /** Above the rows: filters, sort and columns (`TableTools`). They depend on whether the rows are a table or cards. */
  tools?: ReactNode
  /** Rendered instead of the rows where there are none; the tools above stay, with the focus in them. */
  empty?: ReactNode
  className?: string
  sort?: TableSort | undefined
  /** Called when the header of a sortable column is clicked. */
  onSort?: ((column: string) => void) | undefined
  selection?: RowSelection<Row> | undefined
  /** The name of a row, for the label of its checkbox. */
  rowName?: ((row: Row) => string) | undefined
  /** Keyboard navigation: j and k move between rows, Enter opens one, x selects it. For the main list of a page. */
  hasKeys?: boolean
}

/** The props shared by the table and the cards. */
export interface RowsProps<Row> extends Omit<DataTableProps<Row>, 'rowVersion' | 'skeletonRows' | 'tools' | 'empty' | 'hasKeys'> {
  /** Keys of the skeleton rows while loading. */
  waiting: readonly string[]
  isGlowing: (key: string) => boolean
}
