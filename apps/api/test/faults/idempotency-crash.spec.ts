import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Order, Page, Payment, Product } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, someOf, type TestDialect } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, testCard } from '../../src/testing/index.ts'
import { bundledServer } from '../support/bundled-server.ts'
import { stallInserts } from '../support/stalled-inserts.ts'

let main = ''
beforeAll(async () => {
  main = await bundledServer()
}, 180_000)

interface Answer<T> {
  status: number
  body: T & { code?: string }
  location: string | null
}

/** One real server process at a time, on a database that outlives it, and a buyer. */
const createMachine = async (dialect: TestDialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const dataDir = await mkdtemp(join(tmpdir(), 'pantheon-idempotency-'))
  let child: ChildProcess | undefined
  let origin = ''
  let cookie = ''

  const start = async (): Promise<void> => {
    const env = { ...process.env, PORT: '0', DATABASE_URL: database.url, PANTHEON_DATA_DIR: dataDir, SEED_DEMO: '1', LOG_LEVEL: 'info', ROLE: 'api' }
    const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    for await (const line of createInterface(started.stdout)) {
      const entry = JSON.parse(line) as { msg: string; port?: number }
      if (entry.msg !== 'ready') continue
      origin = `http://127.0.0.1:${entry.port}`
      started.stdout.resume()
      return
    }
    throw new Error('The server ended before it was ready')
  }
  const kill = async (): Promise<void> => {
    if (!child) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    child = undefined
  }
  const call = async <T>(method: string, path: string, body?: object, key?: string): Promise<Answer<T>> => {
    const headers = { 'content-type': 'application/json', origin, cookie, ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return { status: answer.status, body: (await answer.json()) as T & { code?: string }, location: answer.headers.get('location') }
  }
  return {
    db: db.as(systemScope),
    start,
    kill,
    call,
    stall: (table: string) => stallInserts({ system: { db }, config: { databaseUrl: database.url } }, table),
    close: async (): Promise<void> => {
      await kill()
      await db.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

describe.each(dialects)('A server on %s that is killed in the middle of a request with a key', { timeout: 300_000 }, (dialect) => {
  const told = someOf([1, 2, 3, 4], 1, dialect)
  let machine: Awaited<ReturnType<typeof createMachine>>
  let product: Product | undefined
  beforeAll(async () => {
    machine = await createMachine(dialect)
    await machine.start()
    await machine.call('POST', '/auth/register', { email: 'crash@example.com', password: 'correct horse', name: 'Crash' })
    product = (await machine.call<Page<Product>>('GET', '/products?category=ai_course_generation')).body.items[0]
  }, 180_000)
  afterAll(() => machine.close())

  const claims = () => machine.db.select().from(machine.db.tables.idempotencyClaims)
  const orders = async (): Promise<Order[]> => (await machine.call<Page<Order>>('GET', '/orders')).body.items
  const nothingIsLeased = () => machine.db.update(machine.db.tables.idempotencyClaims).set({ leaseUntil: new Date(0) })

  /** Kills the server while it inserts into `table`, once `holds`; the next one is asked again when the lease is over. */
  const dieAt = async <T>(table: string, holds: () => Promise<boolean>, ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const before = (await claims()).length
    const goOn = await machine.stall(table)
    const broken = ask().then(
      () => 'answered',
      () => 'cut off',
    )
    await expect.poll(async () => (await claims()).length > before && (await holds()), { timeout: 90_000, interval: 5 }).toBe(true)
    await machine.kill()
    expect(await broken).toBe('cut off')
    await goOn()
    await machine.start()
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'idempotency.in_flight' } })
    await nothingIsLeased()
    return ask()
  }

  it.runIf(told.includes(1))('before the order was there: it is placed once', async () => {
    const place = () => machine.call<Order>('POST', '/orders', { productId: product?.id, input: courseInput }, 'before')
    const answer = await dieAt('orders', async () => true, place)
    expect(answer.status).toBe(201)
    expect((await orders()).map(({ id }) => id)).toEqual([answer.body.id])
    expect(await place()).toEqual(answer)
  })

  it.runIf(told.includes(2))('after the order was there and before the answer was: the same order is the answer', async () => {
    const count = () => machine.db.$count(machine.db.tables.orders)
    const before = await count()
    const place = () => machine.call<Order>('POST', '/orders', { productId: product?.id, input: courseInput, notes: 'The second' }, 'after')
    const answer = await dieAt('idempotency_answers', async () => (await count()) > before, place)
    expect(answer).toMatchObject({ status: 201, body: { notes: 'The second' }, location: `/api/v1/orders/${answer.body.id}` })
    expect((await orders()).filter(({ notes }) => notes === 'The second').map(({ id }) => id)).toEqual([answer.body.id])
    expect(await place()).toEqual(answer)
  })

  it.runIf(told.includes(3))('after something was made that cannot be found again: it is not made twice, and said so', async () => {
    const { teams } = machine.db.tables
    const make = () => machine.call('POST', '/teams', { name: 'Press' }, 'team')
    const answer = await dieAt('idempotency_answers', async () => (await machine.db.$count(teams)) > 0, make)
    expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency.answer_lost' } })
    expect(await machine.db.$count(teams)).toBe(1)
  })

  it.runIf(told.includes(4))('after a payment was begun and before the card was charged: it is charged once', async () => {
    const { payments, testCharges } = machine.db.tables
    const order = (await machine.call<Order>('POST', '/orders', { productId: product?.id, input: courseInput })).body
    const pay = () => machine.call<Payment>('POST', '/payments', { orderId: order.id, card: testCard }, 'payment')
    const answer = await dieAt('test_charges', async () => (await machine.db.$count(payments)) > 0, pay)
    expect(answer.status).toBe(201)
    expect(await Promise.all([machine.db.$count(payments), machine.db.$count(testCharges)])).toEqual([1, 1])
    expect((await machine.call<Page<Payment>>('GET', `/payments?orderId=${order.id}`)).body.items.map(({ id }) => id)).toEqual([answer.body.id])
    expect(await pay()).toEqual(answer)
  })
})
