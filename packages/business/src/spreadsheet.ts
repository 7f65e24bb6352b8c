/** What a spreadsheet would take for a formula. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/

/** A cell as it goes into a file: what a spreadsheet would calculate gets an apostrophe, which makes it text. */
export const guardCell = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/** A cell as somebody meant it: one such apostrophe less. */
export const unguardCell = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell)
