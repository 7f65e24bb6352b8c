import { markdownDepth, mostMarkdownDepth } from '@pantheon/contract'
import MarkdownIt, { type Token } from 'markdown-it'

/** A piece of parsed Markdown with what stands inside it. */
export interface MarkdownNode {
  /** As markdown-it names its tokens, without `_open`: `paragraph`, `strong`, `text`. */
  type: string
  token: Token
  children: MarkdownNode[]
}

const markdownIt = new MarkdownIt({ html: false, linkify: false, maxNesting: 100 })
// `linkTarget` reads addresses. markdown-it itself would turn hosts of any length into Punycode, in time that grows with their square.
markdownIt.normalizeLink = (address) => address
markdownIt.normalizeLinkText = (address) => address

/** The one HTML tag that Markdown has no sign for in a table; without attributes, so nothing comes in with it. */
markdownIt.inline.ruler.before('html_inline', 'line_break_tag', (state, silent) => {
  const [tag] = /^<br\s*\/?>/i.exec(state.src.slice(state.pos, state.pos + 8)) ?? []
  if (tag === undefined) return false
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos += tag.length
  return true
})

/** Emphasis inside emphasis and the like, beside the lists and quotations of a lesson; what is deeper stands without it. */
const mostDepth = 2 * mostMarkdownDepth + 20

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

/** Parses Markdown into a tree that can be drawn. Undefined when lists and quotations are nested deeper than a page can show. */
export const markdownTree = (text: string): MarkdownNode[] | undefined => {
  if (markdownDepth(text) > mostMarkdownDepth) return undefined
  const tree: MarkdownNode[] = []
  grow(markdownIt.parse(text, {}), tree, 0)
  return tree
}
