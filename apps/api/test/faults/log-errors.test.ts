import { brokenStatements } from '@pantheon/db/testing'
import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'

/** What a line of the log says of an error. */
const lineOf = (err: unknown): string => {
  let written = ''
  createLogger('info', { write: (line) => void (written += line) }).error({ err }, 'something failed')
  return written
}

describe('An error in the log', () => {
  it.each(['pg', 'sqlite'] as const)('holds no statement and no value when the database on %s made it, but what says where to look', async (dialect) => {
    const { errors, close } = await brokenStatements(dialect)
    for (const { error, secret } of errors) {
      for (const wrapped of [error, new Error(`It failed: ${(error as Error).message}`, { cause: error }), new AggregateError([error], 'All failed')]) {
        const line = lineOf(wrapped)
        expect(line).not.toContain(secret)
        expect(line).not.toMatch(/insert into|select |update |returning|params:/i)
        expect(line).toMatch(/"code":"(\w+)"/)
        expect(line).toContain('"stack":"    at ')
      }
    }
    await close()
  })

  it('says which constraint of which table was broken', async () => {
    const { errors, close } = await brokenStatements('pg')
    expect(lineOf(errors[0]?.error)).toMatch(/"code":"23505".*"table":"event_consumers","constraint":"event_consumers_pkey"/)
    await close()
  })

  it('keeps the message of what is no database’s, and says nothing of what is no error', () => {
    expect(lineOf(new TypeError('x is not a function'))).toContain('x is not a function')
    expect(lineOf(new Failure('server.busy'))).toContain('"code":"server.busy"')
    expect(lineOf('a secret word')).not.toContain('secret')
  })
})
