import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase } from '@pantheon/db/testing'
import { type Actor, mintScope } from '@pantheon/kernel'
import { toFailure } from '@pantheon/rpc'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createIdempotency, type Write } from '../../src/http/idempotency.ts'

import { createTcpProxy } from '../support/tcp-proxy.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }
const actor = { userId: 'a-person', organizationId: 'an-organization', permissions: new Set(), scope: mintScope('an-organization') } as unknown as Actor
const writeThat = (work: () => Promise<unknown>): Write =>
  ({ path: 'business.orders.place', meta: {}, ctx: { actor: async () => actor }, input: {}, note: () => {}, work }) as unknown as Write
const codeOf = (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => undefined,
    (error: unknown) => toFailure(error).code,
  )

describe('A key whose claim was written by a database that could not say so', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let proxy: Awaited<ReturnType<typeof createTcpProxy>>
  let db: Db
  let shift = 0
  /** The statement whose answer is lost with its connection, once; and for how long nobody can connect afterwards. */
  let fault: { statement: string; awayMs: number } | undefined
  beforeAll(async () => {
    database = await createTestDatabase('pg')
    proxy = await createTcpProxy(database.url, {
      onSent: (bytes, connection) => {
        if (!fault || !bytes.includes(fault.statement)) return
        const { awayMs } = fault
        fault = undefined
        proxy.set('deaf')
        setTimeout(() => {
          proxy.set('refuse')
          connection.reset()
          proxy.reset()
        }, 200)
        setTimeout(proxy.restore, 200 + awayMs)
      },
    })
    db = await openDb(proxy.url, { migrationUrl: database.url })
  })
  afterEach(() => {
    fault = undefined
  })
  afterAll(async () => {
    await db.close()
    await proxy.close()
    await database.drop()
  })
  const attempts = () => createIdempotency({ db, clock: { now: () => new Date(Date.now() + shift) }, logger })

  /** Tries until it gets through; how long that took. */
  const getThrough = async (key: string): Promise<number> => {
    const begun = performance.now()
    for (;;) {
      const code = await codeOf(
        attempts().run(
          key,
          writeThat(async () => 'done'),
        ),
      )
      if (code === undefined) return performance.now() - begun
      expect(['idempotency.in_flight', 'server.unavailable']).toContain(code)
      expect(performance.now() - begun).toBeLessThan(20_000)
      await sleep(100)
    }
  }

  it.each([2000, 0])('is free again within five seconds of the end of a fault of %i ms', async (awayMs) => {
    const key = `first ${awayMs}`
    fault = { statement: 'insert into "idempotency_claims"', awayMs }
    expect(
      await codeOf(
        attempts().run(
          key,
          writeThat(async () => 'never'),
        ),
      ),
    ).toBeDefined()
    expect(fault).toBeUndefined()
    expect(await getThrough(key)).toBeLessThan(awayMs + 5000)
  })

  it('that was taken over is free again, too', async () => {
    const key = 'taken over'
    let isWorking = false
    const slow = async (): Promise<never> => {
      isWorking = true
      return new Promise<never>(() => {})
    }
    void codeOf(attempts().run(key, writeThat(slow)))
    await expect.poll(() => isWorking).toBe(true)
    shift += 31_000
    fault = { statement: 'update "idempotency_claims" set', awayMs: 0 }
    expect(
      await codeOf(
        attempts().run(
          key,
          writeThat(async () => 'never'),
        ),
      ),
    ).toBeDefined()
    expect(fault).toBeUndefined()
    expect(await getThrough(key)).toBeLessThan(5000)
  })
})
