import { markdownDepth, maxMarkdownDepth } from '@pantheon/contract'
import MarkdownIt, { type Token } from 'markdown-it'

/** A parsed Markdown node with its children. */
export interface MarkdownNode {
  /** The markdown-it token type without `_open`: `paragraph`, `strong`, `text`. */
  type: string
  token: Token
  children: MarkdownNode[]
}

const markdownIt = new MarkdownIt({ html: false, linkify: false, maxNesting: 100 })
// URLs are validated by `linkTarget`. markdown-it itself would convert hosts of any length to Punycode, in time quadratic in their length.
markdownIt.normalizeLink = (address) => address
markdownIt.normalizeLinkText = (address) => address

/** Allows `<br>`, the one HTML tag without Markdown syntax inside a table, and without attributes. */
markdownIt.inline.ruler.before('html_inline', 'line_break_tag', (state, silent) => {
  const [tag] = /^<br\s*\/?>/i.exec(state.src.slice(state.pos, state.pos + 8)) ?? []
  if (tag === undefined) return false
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos += tag.length
  return true
})

/** The maximum depth of inline nesting, beside the lists and quotations of a lesson; deeper nodes are flattened. */
const mostDepth = 2 * maxMarkdownDepth + 20

const grow = (tokens: readonly Token[], into: MarkdownNode[], depth: number): void => {
  const open = [into]
  for (const token of tokens) {
    const siblings = open.at(-1) ?? into
    if (token.nesting === -1) open.pop()
    else if (token.type === 'inline') grow(token.children ?? [], siblings, depth + open.length)
    else {
      const node = { type: token.type.replace(/_open$/, ''), token, children: [] }
      const isTooDeep = token.nesting === 1 && depth + open.length > mostDepth
      if (!isTooDeep) siblings.push(node)
      if (token.nesting === 1) open.push(isTooDeep ? siblings : node.children)
    }
  }
}

/** Parses Markdown into a tree. Undefined when lists and quotations are nested deeper than a page can show. */
export const markdownTree = (text: string): MarkdownNode[] | undefined => {
  if (markdownDepth(text) > maxMarkdownDepth) return undefined
  const tree: MarkdownNode[] = []
  grow(markdownIt.parse(text, {}), tree, 0)
  return tree
}
