import { dialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { createCauseLogger } from '../../src/testing/cause-logger.ts'
import { world } from '../../src/testing/index.ts'

describe.each(dialects)('A request that fails on our side in a test, on %s', async (dialect) => {
  const printed: string[] = []
  const w = await world(dialect)
  afterAll(() => w.close())

  it('is printed with what the database said and the constraint that was broken', async () => {
    const { organizations } = w.db.tables
    const id = '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b04'
    const row = { id, name: 'Twice', nameSearch: 'twice', nameSort: 'twice', createdAt: new Date() }
    const error = await w.db
      .transaction(async (tx) => {
        await tx.insert(organizations).values([row, row] as never)
      })
      .then(
        () => undefined,
        (caught: unknown) => caught,
      )
    const logger = createCauseLogger((text) => void printed.push(text))
    logger.error({ err: error, requestId: 'r-1' }, 'a request failed on our side')
    logger.error({ err: error }, 'what no request asked for')
    expect(printed).toHaveLength(1)
    expect(printed[0]).toMatch(/^Request r-1 failed on our side: /)
    expect(printed[0]).toMatch(dialect === 'pg' ? /constraint: 'organizations_\w+'/ : /UNIQUE constraint failed: organizations\.\w+/)
    expect(printed[0]).toMatch(dialect === 'pg' ? /duplicate key value/ : /SqliteError/)
  })
})
