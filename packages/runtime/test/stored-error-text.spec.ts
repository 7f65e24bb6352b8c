import { isDatabaseError } from '@pantheon/db'
import { brokenStatements, dialects } from '@pantheon/db/testing'
import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { storedErrorText } from '../src/events/stored-error-text.ts'

describe('Why something failed, as it is stored', () => {
  it('is the code of a failure, or one short line', () => {
    expect(storedErrorText(new Failure('order.not_found'))).toBe('order.not_found')
    expect(storedErrorText(new Error('It failed', { cause: new Failure('order.not_found') }))).toBe('order.not_found')
    expect(storedErrorText(new TypeError(`x\n${'y'.repeat(1000)}`))).toMatch(/^TypeError: x y{280,292}$/)
    expect(storedErrorText('text')).toBe('text')
    expect(storedErrorText(`${'y'.repeat(299)}𠮷`)).toBe('y'.repeat(299))
  })

  it.each(dialects)('is nothing but a code where a statement on %s failed, whether drizzle or the driver says so', async (dialect) => {
    const { errors, close } = await brokenStatements(dialect)
    expect(errors.some(({ error }) => (error as Error).name !== 'DrizzleQueryError')).toBe(true)
    for (const { error } of errors) {
      expect(isDatabaseError(error)).toBe(true)
      const { message } = error as Error
      for (const wrapped of [error, new Error(`It failed: ${message}`, { cause: error }), new AggregateError([new Error('x', { cause: error })], message)])
        expect(storedErrorText(wrapped)).toMatch(/^a statement failed: (SQLITE_\w+|[0-9A-Z]{5})$/)
    }
    await close()
  })
})
