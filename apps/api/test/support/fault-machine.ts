import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order, Page, Payment, Product } from '@pantheon/contract'
import { and, eq, gte, isNull, openDb } from '@pantheon/db'
import { createTestDatabase, type TestDialect } from '@pantheon/db/testing'
import { startStripeServer } from '@pantheon/fakes'
import { systemScope } from '@pantheon/kernel'
import type { DemoAccount } from '../../src/seed/seed.ts'
import { courseInput, testCard } from '../../src/testing/index.ts'
import { createLedger } from './payment-ledger.ts'
import { isStalled, stallInserts } from './stalled-inserts.ts'

/** Where the process is caught: `reached` when it is there and cannot go on; `lift` takes the trap away for the next one. */
export interface Trap {
  reached: Promise<void>
  lift(): Promise<void>
}
interface Answer<T> {
  status: number
  body: T & { code?: string }
}
type Who = 'buyer' | 'admin'
const password = 'correct horse'
const inputs = { technical_support: { brief: 'The printer is on fire again.' }, ai_course_generation: courseInput }

/** Waits for something that is on its way. */
const until = async (holds: () => Promise<boolean>, what: string): Promise<void> => {
  for (const last = Date.now() + 90_000; !(await holds()); await sleep(10)) if (Date.now() > last) throw new Error(`It did not happen in time: ${what}`)
}

/** One real server process at a time, on a database that outlives it, with a payment provider that outlives it too. */
export const createFaultMachine = async (main: string, dialect: TestDialect, kind: 'stripe' | 'embedded') => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const dataDir = await mkdtemp(join(tmpdir(), 'pantheon-faults-'))
  const stripe = await startStripeServer()
  const ledger = createLedger(db.as(systemScope), kind === 'stripe' ? stripe : undefined)
  const at = { system: { db }, config: { databaseUrl: database.url } }
  const account: Record<string, string> =
    kind === 'embedded' ? {} : { STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecret, STRIPE_API_BASE: stripe.url }
  const cookies: Record<Who, string> = { buyer: '', admin: '' }
  let child: ChildProcess | undefined
  let origin = ''

  /** Starts a process and waits until it has compared the books, as each does first. */
  const start = async (more: Record<string, string> = {}): Promise<void> => {
    const since = new Date()
    const own: Record<string, string> = {
      PORT: '0',
      DATABASE_URL: database.url,
      PANTHEON_DATA_DIR: dataDir,
      SEED_DEMO: '0',
      OFFLINE_PACE_MS: '0',
      JOB_LEASE_SECONDS: '1',
    }
    const env = { ...process.env, ...own, LOG_LEVEL: 'info', ...account, ...more }
    const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    child = started
    let isReady = false
    for await (const line of createInterface(started.stdout)) {
      const entry = JSON.parse(line) as { msg: string; port?: number }
      if (entry.msg !== 'ready') continue
      origin = `http://127.0.0.1:${entry.port}`
      isReady = true
      break
    }
    if (!isReady) throw new Error('The server ended before it was ready')
    started.stdout.resume() // a full pipe would stop the server at its next log line
    stripe.webhooks.to(`${origin}/api/v1/payments/webhook`)
    const { reconciliations } = db.tables
    await until(async () => (await db.as(systemScope).$count(reconciliations, gte(reconciliations.startedAt, since))) > 0, 'the books are compared')
  }
  const kill = async (): Promise<void> => {
    if (!child) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    child = undefined
  }
  const call = async <T>(who: Who, method: string, path: string, body?: object, key?: string): Promise<Answer<T>> => {
    const headers = { 'content-type': 'application/json', origin, cookie: cookies[who], ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    cookies[who] = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookies[who]
    return { status: answer.status, body: (await answer.json()) as Answer<T>['body'] }
  }
  const orderOf = async (id: string): Promise<Order> => (await call<Order>('buyer', 'GET', `/orders/${id}`)).body
  const visit = (url: string): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ payment_method: 'pm_card_visa' }), redirect: 'manual' })
  const paymentMethod = kind === 'stripe' ? { token: 'pm_card_visa' } : { card: testCard }

  const products: Partial<Record<keyof typeof inputs, string>> = {}
  await start({ SEED_DEMO: '1' })
  await call('buyer', 'POST', '/auth/register', { email: 'faults@example.com', password, name: 'Faults' })
  const accounts = JSON.parse(await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[]
  const admin = accounts.find(({ role }) => role === 'admin')
  await call('admin', 'POST', '/auth/session', { email: admin?.email, password: admin?.password })
  for (const category of ['technical_support', 'ai_course_generation'] as const) {
    const { items } = (await call<Page<Product>>('buyer', 'GET', `/products?category=${category}`)).body
    products[category] = items[0]?.id ?? ''
  }

  return {
    db: db.as(systemScope),
    stripe,
    ledger,
    start,
    kill,
    /** Starts a process unless one is up. */
    revive: (): Promise<void> => (child ? Promise.resolve() : start()),
    visit,
    /** Waits until the embedded provider owes no callback and every paper is issued: those of an earlier payment would run into the next trap. */
    quiet: (): Promise<void> => {
      const { testCharges, invoiceDrafts } = db.tables
      const all = db.as(systemScope)
      const owed = and(isNull(testCharges.deliveredAt), eq(testCharges.outcome, 'settled'))
      return until(
        async () => (await all.$count(testCharges, owed)) + (await all.$count(invoiceDrafts)) === 0,
        'every callback is delivered and every paper issued',
      )
    },
    /** Has every write to a table stand still. */
    stall: async (table: string, write: 'insert' | 'update' = 'insert'): Promise<Trap> => {
      const goOn = await stallInserts(at, table, write)
      return { reached: until(() => isStalled(at), `${write} of ${table}`), lift: goOn }
    },
    /** Has the provider hold requests before it acts, or when it has acted and not answered. */
    hold: async (method: string, path: RegExp, point: 'before' | 'after'): Promise<Trap> => {
      const { reached, drop } = stripe.hold(method, path, point)
      return { reached, lift: async () => drop() }
    },
    /** The note is what an order is found by before anybody knows its id. */
    place: async (note: string, category: keyof typeof inputs = 'technical_support', key?: string): Promise<Order> =>
      (await call<Order>('buyer', 'POST', '/orders', { productId: products[category], input: inputs[category], notes: note }, key)).body,
    /** The order with this note, as the buyer finds it. */
    orderOf: async (note: string): Promise<Order> => {
      const found = (await call<Page<Order>>('buyer', 'GET', '/orders')).body.items.find(({ notes }) => notes === note)
      if (!found) throw new Error(`The buyer has no order with the note ${note}`)
      return found
    },
    pay: ({ id }: Order, key?: string): Promise<Answer<Payment>> => call<Payment>('buyer', 'POST', '/payments', { orderId: id, ...paymentMethod }, key),
    openPage: async ({ id }: Order): Promise<string> => (await call<{ url: string }>('buyer', 'POST', '/payments/checkout', { orderId: id })).body.url,
    cancel: async ({ id }: Order): Promise<Answer<Order>> => call<Order>('buyer', 'POST', `/orders/${id}/cancel`, { version: (await orderOf(id)).version }),
    refund: async ({ id }: Order): Promise<unknown> =>
      call('admin', 'POST', `/orders/${id}/refund`, { version: (await orderOf(id)).version, reason: 'Not what was ordered' }),
    reconcile: (): Promise<unknown> => call('admin', 'POST', '/payments/reconciliations'),
    close: async (): Promise<void> => {
      await kill()
      await stripe.stop()
      await db.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
export type FaultMachine = Awaited<ReturnType<typeof createFaultMachine>>
