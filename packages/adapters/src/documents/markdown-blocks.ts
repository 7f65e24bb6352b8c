import { linkTarget, markdownDepth, maxMarkdownDepth } from '@pantheon/contract'
import MarkdownIt, { type Token } from 'markdown-it'
import type { Look, Run } from './typesetter.ts'

/** A paragraph or similar: its text, indentation, and marker. */
export interface Block {
  kind: 'text' | 'heading' | 'quote' | 'code' | 'item' | 'rule'
  runs: Run[]
  /** Nesting of lists, from 0. */
  depth: number
  /** The heading level in the source. */
  level?: number
  /** The bullet or number of a list item. */
  marker?: string
}

const markdownIt = new MarkdownIt({ html: true, linkify: false, maxNesting: 100 })
// `linkTarget` parses URLs. markdown-it would convert hosts of any length to Punycode, which takes quadratic time.
markdownIt.normalizeLink = (address) => address
markdownIt.normalizeLinkText = (address) => address

/** Line feeds inside a paragraph become spaces, except between East Asian characters, where they are removed. */
const eastAsian = /[\u3000-\u9fff\uff00-\uffef]/

const lineBreakTag = /^<br\b/i
const blockTags =
  'address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|t[dhr]|ul'
const blockTag = new RegExp(`^</?(?:${blockTags})\\b`, 'i')

/** The runs of one paragraph; `lineBreak` separates its lines. Raw HTML and images are left out, but line breaks of tags are kept. */
const inlineRuns = (tokens: readonly Token[], base: Look, lineBreak: '\n' | ' ' = '\n'): Run[] => {
  const looks = [base]
  const runs: Run[] = []
  const isAtBreak = () => runs.at(-1)?.text === lineBreak
  const open = (change: Partial<Look>) => looks.push({ ...(looks.at(-1) ?? base), ...change })
  tokens.forEach((token, index) => {
    const look = looks.at(-1) ?? base
    const { type, content } = token
    if (token.nesting === -1) looks.pop()
    else if (type === 'strong_open') open({ isBold: true })
    else if (type === 'em_open') open({ isOblique: true })
    else if (type === 's_open') open({ isStruck: true })
    else if (type === 'link_open') {
      const link = linkTarget(String(token.attrGet('href') ?? ''))
      open(link === undefined ? {} : { link, color: '#1e40af' })
    } else if (type === 'code_inline') runs.push({ text: content, look: { ...look, isCode: true, size: look.size * 0.94 } })
    else if (type === 'hardbreak' || (type === 'html_inline' && lineBreakTag.test(content))) runs.push({ text: lineBreak, look })
    else if (type === 'html_inline') {
      if (blockTag.test(content) && runs.length > 0 && !isAtBreak()) runs.push({ text: lineBreak, look })
    } else if (type === 'softbreak' && !isAtBreak()) {
      const [before = '', after = ''] = [tokens[index - 1]?.content.at(-1), tokens[index + 1]?.content.at(0)]
      if (!eastAsian.test(before) || !eastAsian.test(after)) runs.push({ text: ' ', look })
    } else if (type === 'text' || type === 'text_special') runs.push({ text: content, look })
  })
  return runs
}

/** Walks the tokens of a text and tracks the containers of a paragraph: lists, quotations, tables. */
const createReader = (look: Look) => {
  const blocks: Block[] = []
  const lists: { isOrdered: boolean; next: number }[] = []
  let quotes = 0
  let marker: string | undefined
  let row: Run[] | undefined
  let isHead = false

  const add = (kind: Block['kind'], runs: Run[], more: Partial<Block> = {}) => {
    const isItem = kind === 'text' && marker !== undefined
    const shown = quotes > 0 && kind === 'text' ? 'quote' : kind
    if (marker !== undefined && !isItem) blocks.push({ kind: 'item', runs: [], depth: lists.length, marker })
    blocks.push({ kind: isItem ? 'item' : shown, runs, depth: lists.length, ...(isItem && { marker: marker ?? '' }), ...more })
    marker = undefined
  }
  const flushMarker = () => {
    if (marker !== undefined) add('text', [])
  }

  const structure: Record<string, (token: Token) => void> = {
    bullet_list_open: () => {
      flushMarker()
      lists.push({ isOrdered: false, next: 1 })
    },
    ordered_list_open: (token) => {
      flushMarker()
      lists.push({ isOrdered: true, next: Number(token.attrGet('start') ?? 1) })
    },
    bullet_list_close: () => void lists.pop(),
    ordered_list_close: () => void lists.pop(),
    list_item_open: () => {
      const list = lists.at(-1)
      marker = list?.isOrdered ? `${list.next++}.` : '•'
    },
    list_item_close: flushMarker,
    blockquote_open: () => {
      quotes += 1
    },
    blockquote_close: () => {
      quotes -= 1
    },
    thead_open: () => {
      isHead = true
    },
    thead_close: () => {
      isHead = false
    },
    tr_open: () => {
      row = []
    },
    tr_close: () => {
      if (row) add('text', row)
      row = undefined
    },
    hr: () => blocks.push({ kind: 'rule', runs: [], depth: lists.length }),
    fence: ({ content }) => add('code', [{ text: content.replace(/\n$/, ''), look: { ...look, size: look.size * 0.9 } }]),
    code_block: ({ content }) => add('code', [{ text: content.replace(/\n$/, ''), look: { ...look, size: look.size * 0.9 } }]),
  }

  const readInline = ({ children }: Token, parent: Token | undefined) => {
    if (row) {
      if (row.length > 0) row.push({ text: '  |  ', look })
      row.push(...inlineRuns(children ?? [], isHead ? { ...look, isBold: true } : look, ' '))
    } else if (parent?.type === 'heading_open') {
      add('heading', inlineRuns(children ?? [], { ...look, isBold: true }), { level: Number(parent.tag.slice(1)) })
    } else add('text', inlineRuns(children ?? [], look))
  }
  return { blocks, structure, readInline }
}

/**
 * Parses Markdown into blocks. HTML and images are left out; links keep their address when it is a web or mail address.
 * Text that is nested deeper than a lesson may be is returned as plain text.
 */
export const markdownBlocks = (markdown: string, look: Look): Block[] => {
  if (markdownDepth(markdown) > maxMarkdownDepth) return [{ kind: 'text', runs: [{ text: markdown, look }], depth: 0 }]
  const reader = createReader(look)
  const tokens = markdownIt.parse(markdown, {})
  tokens.forEach((token, index) => {
    if (token.type === 'inline') reader.readInline(token, tokens[index - 1])
    else reader.structure[token.type]?.(token)
  })
  return reader.blocks
}
