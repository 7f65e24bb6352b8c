/** What a spreadsheet would take for a formula, or skip on its way to one. Full-width signs count in Japanese ones. */
const formula = /^'*[=+\-@\t\r\n\uFEFF＝＋－＠]/
const guarded = /^'+[=+\-@\t\r\n\uFEFF＝＋－＠]/

/** A cell as somebody meant it: without the apostrophe that `csvLines` puts before what a spreadsheet would calculate. */
export const unguardCell = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)

const toCell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '')
  const safe = formula.test(text) ? `'${text}` : text
  // Other programs separate by semicolons or tabs, and end lines at either line break.
  return /[",;\t\r\n\uFEFF]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The byte order mark that begins every CSV file: by it spreadsheets know UTF-8. */
export const csvMark = '\uFEFF'

/** Rows as lines of a CSV file (RFC 4180). What a spreadsheet would calculate becomes text by an apostrophe. The only writer of CSV there is. */
export const csvLines = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('')
