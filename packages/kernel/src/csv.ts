/** A cell that a spreadsheet would read as a formula, also after characters it skips. Full-width signs count in Japanese spreadsheets. */
const formula = /^'*[=+\-@\t\r\n\uFEFF＝＋－＠]/
const guarded = /^'+[=+\-@\t\r\n\uFEFF＝＋－＠]/

/** The original value of a cell: without the apostrophe that `csvLines` adds to prevent formula injection. */
export const unguardCell = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)

const toCell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '')
  const safe = formula.test(text) ? `'${text}` : text
  // Semicolons and tabs are quoted too because some programs use them as separators, and either line break ends a line for some.
  return /[",;\t\r\n\uFEFF]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The byte order mark at the start of every CSV file: spreadsheets detect UTF-8 by it. */
export const byteOrderMark = '\uFEFF'

/** Rows as lines of a CSV file (RFC 4180). Cells that a spreadsheet would evaluate are prefixed with an apostrophe. All CSV must be written with this. */
export const csvLines = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')
