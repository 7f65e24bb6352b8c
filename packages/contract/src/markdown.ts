/** Lists and quotations inside each other that a lesson may have. Nobody reads deeper, and parsers and pages have limits of their own. */
export const mostMarkdownDepth = 20

/** Marks of quotations and lists at the start of a line, each of which may open one more level. */
const marker = /\s*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$))/y

/** The levels that one line opens by its own marks: `> - 1. text` opens three. */
const marksOf = (line: string): number => {
  let count = 0
  for (marker.lastIndex = 0; marker.test(line); ) count += 1
  return count
}
const indentOf = (line: string): number => /^[\t ]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0

/**
 * How deep quotations and lists of a Markdown text may be nested, at most: counted from the marks at the start of each line
 * and from how far it is indented, in one pass and without a parser. Code blocks count as if they were text.
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
