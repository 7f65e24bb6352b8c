/** Maximum nesting of lists and quotations in a lesson. Nobody reads deeper, and parsers and pages have limits of their own. */
export const maxMarkdownDepth = 20

/** Markers of quotations and lists at the start of a line, each of which may open one more level. */
const marker = /\s*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))/y

/** The levels that the markers of one line open: `> - 1. text` opens three. */
const marksOf = (line: string): number => {
  let count = 0
  for (marker.lastIndex = 0; marker.test(line); ) count += 1
  return count
}
const indentOf = (line: string): number => /^[\t ]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0

/**
 * An upper bound of the nesting of quotations and lists in a Markdown text: counted from the markers at the start of each line and from
 * its indentation, in one pass and without a parser. Code blocks count as text.
 */
export const markdownDepth = (markdown: string): number => {
  const indents: number[] = []
  let deepest = 0
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') continue
    const marks = marksOf(line)
    const indent = indentOf(line)
    while ((indents.at(-1) ?? -1) >= indent) indents.pop()
    deepest = Math.max(deepest, indents.length + marks)
    if (marks > 0) indents.push(indent)
  }
  return deepest
}
