import { describe, expect, it } from 'vitest'
import { issuesOnly } from '../quiet-log.ts'

const shown = (...lines: readonly string[]) => {
  const shownOf = issuesOnly()
  return lines.flatMap((line) => shownOf(line) ?? []).map(({ text }) => text)
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

  it('shows what an error says where the log has it beside the stack, with the request and the cause', () => {
    const cause = { name: 'SqliteError', message: 'no such table: notes', code: 'SQLITE_ERROR' }
    const err = { name: 'Error', message: 'the teapot is cold', stack: '    at brew', cause }
    expect(shown(JSON.stringify({ level: 50, msg: 'a request failed', requestId: 'r-1', err }))).toEqual([
      'a request failed (request r-1)\nError: the teapot is cold\n    at brew\ncaused by SqliteError: no such table: notes',
    ])
  })

  it('shows which constraint a row broke, where the log has no message of the database', () => {
    const cause = { name: 'error', code: '23505', table: 'users', constraint: 'users_email_key', stack: '    at parse' }
    expect(shown(JSON.stringify({ level: 50, msg: 'a request failed', err: { name: 'Error', message: 'no', stack: '    at x', cause } }))).toEqual([
      'a request failed\nError: no\n    at x\ncaused by error: 23505, users, users_email_key\n    at parse',
    ])
  })

  it('shows an error of a build tool with the lines that belong to it, and stops there', () => {
    const error = ['⨯ ./src/page.tsx:2:1', '  2 | import x', '', '    at compile']
    expect(shown('○ Compiling /', ...error, 'GET / 500')).toEqual(error)
  })

  it('shows the file and the line of what the compiler or Node cannot read', () => {
    const compiler = [
      'Error [TransformError]: Transform failed with 1 error:',
      '/app/src/x.ts:2:0: ERROR: Unexpected end of file',
      '    at failureErrorWithLog (…)',
    ]
    expect(shown('node:internal/modules/run_main:123', '    triggerUncaughtException(', '    ^', ...compiler, 'Node.js v20.20.2')).toEqual(compiler)
    const node = ['/app/src/x.ts:1', "import { nope } from 'node:fs'", '         ^', '', "SyntaxError: The requested module 'node:fs' does not provide …"]
    expect(shown(...node, 'Node.js v20.20.2')).toEqual(node)
    expect(shown(...node.map((line) => line.replace('/app/', 'file:///C:/app/')))).toHaveLength(node.length)
  })

  it('knows what failed from warnings, and from the lines below it', () => {
    const errors = (...lines: readonly string[]) => {
      const shownOf = issuesOnly()
      return lines.map((line) => shownOf(line)?.isError)
    }
    expect(errors('{"level":40,"msg":"slow"}', '{"level":50,"msg":"lost"}')).toEqual([false, true])
    expect(errors('⚠ slow', 'DeprecationWarning: old', 'Error: no', '    at x')).toEqual([false, false, true, false])
    expect(errors('/app/src/x.ts:2:0: ERROR: Unexpected end of file')).toEqual([true])
  })
})
