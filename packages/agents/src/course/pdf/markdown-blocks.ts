import { marked, type Token, type Tokens } from 'marked'
import type { Look, Run } from './typesetter.ts'

/** A paragraph-like thing to be set: its text, how far it is indented, and what stands before it. */
export interface Block {
  kind: 'text' | 'heading' | 'quote' | 'code' | 'item' | 'rule'
  runs: Run[]
  /** Nesting of lists, from 0. */
  depth: number
  /** A heading's level in the source. */
  level?: number
  /** The bullet or number of a list item. */
  marker?: string
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' }
const plain = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)

const isSafeLink = (href: string) => /^(https?:|mailto:)/i.test(href)

/** Line feeds inside a paragraph are spaces, except between East Asian characters, where they are nothing. */
const unwrapped = (text: string) => text.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '').replace(/\n/g, ' ')

const inlineRuns = (tokens: readonly Token[] | undefined, look: Look): Run[] =>
  (tokens ?? []).flatMap((token): Run[] => {
    const children = 'tokens' in token ? token.tokens : undefined
    switch (token.type) {
      case 'strong':
        return inlineRuns(children, { ...look, isBold: true })
      case 'em':
        return inlineRuns(children, { ...look, isOblique: true })
      case 'del':
        return inlineRuns(children, { ...look, isStruck: true })
      case 'link':
        return inlineRuns(children, isSafeLink(token.href) ? { ...look, link: token.href, color: '#1e40af' } : look)
      case 'codespan':
        return [{ text: plain(token.text), look: { ...look, isCode: true, size: look.size * 0.94 } }]
      case 'br':
        return [{ text: '\n', look }]
      case 'html':
        return []
      default: {
        if (children && children.length > 0) return inlineRuns(children, look)
        return [{ text: unwrapped(plain('text' in token && typeof token.text === 'string' ? token.text : token.raw)), look }]
      }
    }
  })

const listBlocks = (list: Tokens.List, look: Look, depth: number): Block[] =>
  list.items.flatMap((item, index) => {
    const number = typeof list.start === 'number' ? list.start + index : index + 1
    const [first, ...rest] = blocksOf(item.tokens, look, depth)
    const marker = list.ordered ? `${number}.` : '•'
    const head: Block = first?.kind === 'text' ? { ...first, kind: 'item', marker } : { kind: 'item', runs: [], depth, marker }
    return [head, ...(first && first.kind !== 'text' ? [first] : []), ...rest]
  })

const tableBlocks = (table: Tokens.Table, look: Look, depth: number): Block[] =>
  [table.header, ...table.rows].map((row, index) => ({
    kind: 'text',
    depth,
    runs: row.flatMap((cell, column) => [
      ...(column > 0 ? [{ text: '  |  ', look }] : []),
      ...inlineRuns(cell.tokens, index === 0 ? { ...look, isBold: true } : look),
    ]),
  }))

const blocksOf = (tokens: readonly Token[], look: Look, depth: number): Block[] =>
  tokens.flatMap((token): Block[] => {
    const children = 'tokens' in token ? token.tokens : undefined
    switch (token.type) {
      case 'space':
      case 'def':
      case 'html':
      case 'checkbox':
        return []
      case 'hr':
        return [{ kind: 'rule', runs: [], depth }]
      case 'heading':
        return [{ kind: 'heading', level: token.depth, runs: inlineRuns(children, { ...look, isBold: true }), depth }]
      case 'blockquote':
        return blocksOf(children ?? [], look, depth).map((block) => (block.kind === 'text' ? { ...block, kind: 'quote' } : block))
      case 'code':
        return [{ kind: 'code', runs: [{ text: token.text, look: { ...look, size: look.size * 0.9 } }], depth }]
      case 'list':
        return listBlocks(token as Tokens.List, look, depth + 1)
      case 'table':
        return tableBlocks(token as Tokens.Table, look, depth)
      default:
        return [{ kind: 'text', runs: inlineRuns(children ?? [token], look), depth }]
    }
  })

/** Reads Markdown into blocks. HTML and images are left out; links keep their address when it is a web or mail address. */
export const markdownBlocks = (markdown: string, look: Look): Block[] => blocksOf(marked.lexer(markdown), look, 0)
