import { describe, expect, it } from 'vitest'
import { issuesOnly } from '../quiet-log.ts'

const shown = (...lines: readonly string[]) => {
  const shownOf = issuesOnly()
  return lines.map(shownOf).filter((line) => line !== undefined)
}

describe('A quiet log', () => {
  it('drops what is well', () => {
    expect(shown('✓ Ready in 300ms', '{"level":30,"msg":"request completed"}', 'GET /errors 200 in 3ms', '')).toEqual([])
  })

  it('shows warnings and errors of a structured log by their message, with the stack', () => {
    expect(shown('{"level":40,"msg":"slow"}', '{"level":50,"msg":"lost","err":{"message":"no","stack":"Error: no\\n    at x"}}')).toEqual([
      'slow',
      'lost\nError: no\n    at x',
    ])
  })

  it('shows an error of a build tool with the lines that belong to it, and stops there', () => {
    const error = ['⨯ ./src/page.tsx:2:1', '  2 | import x', '', '    at compile']
    expect(shown('○ Compiling /', ...error, 'GET / 500')).toEqual(error)
  })
})
