import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, runSql, someOf } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { bundleServer } from '../../bundle.ts'
import { createOldDatabase } from '../support/import-prisma-source.ts'

// Made once: it starts in a fraction of the time the sources take.
const outdir = fileURLToPath(new URL(`../../node_modules/.cache/import-${process.pid}`, import.meta.url))
let bundled: string[] = []
beforeAll(async () => {
  bundled = [await bundleServer(outdir, 'src/import-prisma/main.ts')]
}, 180_000)
afterAll(() => rm(outdir, { recursive: true, force: true }))
/** The command as `npm run import:prisma` starts it. */
const sources = ['--import', 'tsx', fileURLToPath(new URL('../../src/import-prisma/main.ts', import.meta.url))]
const orders = 300

/** The real program, in a process of its own. */
const start = (from: string, target: string, batch: number, program = bundled) => {
  const env = { ...process.env, DATABASE_URL: target }
  const child: ChildProcess = spawn(process.execPath, [...program, '--from', from, '--apply', '--batch', String(batch)], { env, stdio: 'pipe' })
  let said = ''
  let progress = ''
  child.stdout?.on('data', (data: Buffer) => (said += data))
  child.stderr?.on('data', (data: Buffer) => (progress += data))
  const ended = once(child, 'close') as Promise<[number | null]>
  return { child, ended: ended.then(([code]) => ({ code, said, progress })) }
}

describe.each(dialects)('An import into %s', { timeout: 400_000 }, (dialect) => {
  it.each(someOf(['SIGKILL', 'SIGINT'] as const, 1, dialect))('that %s ends in the middle goes on when it is run again, without doubles', async (signal) => {
    const [old, target] = await Promise.all([createOldDatabase('prisma', { orders }), createTestDatabase(dialect)])
    const db = await openDb(target.url)
    onTestFinished(async () => {
      await db.close()
      await Promise.all([old.drop(), target.drop()])
    })
    const all = db.as(systemScope)
    const count = async () => ({ orders: await all.$count(db.tables.orders), payments: await all.$count(db.tables.payments) })

    const first = start(old.url, target.url, 3)
    while ((await count()).orders < 20 && first.child.exitCode === null) await sleep(5)
    first.child.kill(signal)
    const cut = await first.ended
    expect(cut.code).toBe(signal === 'SIGINT' ? 130 : null)
    if (signal === 'SIGINT') expect(cut.said).toContain('Stopped.')
    const halfway = await count()
    expect(halfway.orders).toBeGreaterThanOrEqual(20)
    expect(halfway).toMatchObject({ payments: 0 })
    expect(halfway.orders).toBeLessThan(orders - 1)

    const second = await start(old.url, target.url, 100).ended
    expect(second.said).toContain('The totals agree')
    expect(second.code).toBe(0)
    expect(second.said).toMatch(new RegExp(`orders +${orders - 1} +${orders - 1 - halfway.orders} +${halfway.orders} +0\n`))
    expect(await count()).toEqual({ orders: orders - 1, payments: orders - 1 })
    // whoever came along has the organization that was made with them
    expect(await all.$count(db.tables.memberships)).toBe(await all.$count(db.tables.users))
  })
})

describe('An import that takes more than a second', () => {
  it('says how far it is', { timeout: 200_000 }, async () => {
    const [old, target] = await Promise.all([createOldDatabase('snake_case', { orders: 8 }), createTestDatabase('sqlite')])
    onTestFinished(async () => {
      await Promise.all([old.drop(), target.drop()])
    })
    const slow = `drop table approvals; create view approvals as select '1' as id, 'order' as resource_type, '1' as resource_id, '1' as requester_id
      from pg_sleep(1.2) as slept where slept::text <> ''`
    await runSql(old.url, slow)
    const { code, progress } = await start(old.url, target.url, 100, sources).ended
    expect(progress).toContain('approvals: 0 of 0\n')
    expect(code).toBe(0)
  })
})
