import { describe, expect, it } from 'vitest'
import { markdownDepth } from '../src/markdown.ts'

const stairs = (levels: number) => Array.from({ length: levels }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')

describe('How deep Markdown is nested', () => {
  it.each([
    ['Plain text.\n\nMore - text > here', 0],
    ['# Heading\n\n- one\n- two\n  - inner\n- three', 2],
    ['> quoted\n> > again\n\n1. a\n   1. b\n      - c', 3],
    ['> - 1. three', 3],
    ['- a\n\n  more of a\n\n      code of a', 1],
    [stairs(30), 30],
    ['>'.repeat(39_999), 39_999],
    ['1. '.repeat(13_000), 13_000],
    ['---\n\n***\n\n-5 degrees\n\n2026.11', 0],
  ])('%#', (markdown, depth) => {
    expect(markdownDepth(markdown)).toBe(depth)
  })
})
