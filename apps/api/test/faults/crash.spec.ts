import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AiJob, Course, Order, Page, Payment, Product, TimelineEntry } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, someOf, type TestDialect } from '@pantheon/db/testing'
import { it as base, beforeAll, describe } from 'vitest'
import { bundledServer } from '../support/bundled-server.ts'

let main = ''
beforeAll(async () => {
  main = await bundledServer()
}, 180_000)

const input = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 3, targetAudience: 'bakers', language: 'en' }
const card = { number: '4242424242424242', expiry: '12/30', cvc: '123' }

/** A real server process on a database that outlives it, and a buyer who talks to whichever process is up. */
const createMachine = async (dialect: TestDialect) => {
  const database = await createTestDatabase(dialect)
  const dataDir = await mkdtemp(join(tmpdir(), 'pantheon-crash-'))
  const children = new Set<ChildProcess>()
  let origin = ''
  let cookie = ''

  const start = async (role: 'all' | 'api' | 'worker' = 'all'): Promise<void> => {
    const env = {
      ...process.env,
      PORT: '0',
      DATABASE_URL: database.url,
      PANTHEON_DATA_DIR: dataDir,
      SEED_DEMO: '1',
      OFFLINE_PACE_MS: '120',
      JOB_LEASE_SECONDS: '1',
      SHUTDOWN_DRAIN_SECONDS: '0',
      LOG_LEVEL: 'info',
      ROLE: role,
    }
    const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    children.add(started)
    for await (const line of createInterface(started.stdout)) {
      const entry = JSON.parse(line) as { msg: string; port?: number }
      if (entry.msg !== 'ready') continue
      if (entry.port) origin = `http://127.0.0.1:${entry.port}`
      started.stdout.resume() // a full pipe would stop the server at its next log line
      return
    }
    throw new Error('The server ended before it was ready')
  }
  /** Ends every process; the exit codes. */
  const end = (signal: NodeJS.Signals): Promise<(number | null)[]> => {
    const running = [...children]
    children.clear()
    return Promise.all(
      running.map(async (child) => {
        const exited = once(child, 'exit') as Promise<[number | null]>
        child.kill(signal)
        return (await exited)[0]
      }),
    )
  }
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers = { 'content-type': 'application/json', origin, cookie }
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const until = async <T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> => {
    for (const last = Date.now() + 90_000; ; await sleep(25)) {
      const value = await read()
      if (holds(value)) return value
      if (Date.now() > last) throw new Error(`It did not happen in time; last seen: ${JSON.stringify(value).slice(0, 500)}`)
    }
  }
  const jobOf = async (orderId: string): Promise<AiJob | undefined> => (await call<Page<AiJob>>('GET', `/ai/jobs?orderId=${orderId}`)).items[0]

  return {
    start,
    end,
    endOldest: async (signal: NodeJS.Signals): Promise<void> => {
      const [oldest] = children
      if (!oldest) return
      children.delete(oldest)
      const exited = once(oldest, 'exit')
      oldest.kill(signal)
      await exited
    },
    until,
    jobOf,
    orderAndPay: async (): Promise<Order> => {
      await call('POST', '/auth/register', { email: 'crash@example.com', password: 'correct horse', name: 'Crash' })
      const { items } = await call<Page<Product>>('GET', '/products?category=ai_course_generation')
      const order = await call<Order>('POST', '/orders', { productId: items[0]?.id, input })
      await call('POST', '/payments', { orderId: order.id, card })
      return order
    },
    courseOf: (job: AiJob): Promise<Course> => call('GET', `/courses/${job.output?.courseId}`),
    fulfilled: (orderId: string): Promise<Order> =>
      until(
        () => call<Order>('GET', `/orders/${orderId}`),
        ({ status }) => status === 'fulfilled',
      ),
    payments: async (orderId: string): Promise<Payment[]> => (await call<Page<Payment>>('GET', `/payments?orderId=${orderId}`)).items,
    timeline: async (orderId: string): Promise<string[]> =>
      (await call<{ items: TimelineEntry[] }>('GET', `/orders/${orderId}/timeline`)).items.map(({ name }) => name),
    courses: async (): Promise<number> => (await call<Page<Course>>('GET', '/courses')).items.length,
    charges: async (): Promise<number> => {
      const db = await openDb(database.url)
      const n = await db.$count(db.tables.testCharges)
      await db.close()
      return n
    },
    close: async (): Promise<void> => {
      await end('SIGKILL')
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
type Machine = Awaited<ReturnType<typeof createMachine>>

const isHalfway = (job: AiJob | undefined): boolean => (job?.progress ?? 0) >= 30

describe.each(dialects)('A server on %s that dies', { concurrent: true, timeout: 400_000 }, (dialect) => {
  const told = someOf([1, 2, 3, 4], 1, dialect)
  const it = base.extend<{ machine: Machine }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from the pattern
    machine: async ({}, use) => {
      const machine = await createMachine(dialect)
      await use(machine)
      await machine.close()
    },
  })

  it.runIf(told.includes(1))(
    'in the middle of a job (kill -9) finishes it once after a restart, charges once, and keeps what was written',
    async ({ machine, expect }) => {
      await machine.start()
      const { id } = await machine.orderAndPay()
      const job = await machine.until(() => machine.jobOf(id), isHalfway)
      const before = await machine.courseOf(job as AiJob)
      await machine.end('SIGKILL')
      await machine.start()
      await machine.fulfilled(id)

      const after = await machine.jobOf(id)
      expect(after).toMatchObject({ id: job?.id, status: 'succeeded', progress: 100, attempts: 2 })
      const course = await machine.courseOf(after as AiJob)
      expect(course).toMatchObject({ id: before.id, status: 'complete' })
      const written = before.content.modules.flatMap((module) => module.lessons).filter((lesson) => lesson.body !== '')
      expect(written.length).toBeGreaterThan(0)
      const lessons = course.content.modules.flatMap((module) => module.lessons)
      for (const lesson of written) expect(lessons).toContainEqual(lesson)
      expect(lessons.every((lesson) => lesson.body !== '')).toBe(true)
      expect(course.content.assessments.map(({ moduleId }) => moduleId)).toEqual(course.content.modules.map((module) => module.id))

      expect(await machine.courses()).toBe(1)
      expect(await machine.payments(id)).toMatchObject([{ status: 'succeeded' }])
      expect(await machine.charges()).toBe(1)
      const timeline = await machine.timeline(id)
      for (const once of ['payment.succeeded', 'order.paid', 'job.queued', 'job.started', 'course.completed', 'job.succeeded', 'order.fulfilled']) {
        expect(
          timeline.filter((name) => name === once),
          once,
        ).toHaveLength(1)
      }
    },
  )

  it.runIf(told.includes(2))('right after it took a card (kill -9) still settles the payment, once', async ({ machine, expect }) => {
    await machine.start()
    const { id } = await machine.orderAndPay()
    await machine.end('SIGKILL')
    await machine.start()
    await machine.fulfilled(id)
    expect(await machine.payments(id)).toMatchObject([{ status: 'succeeded' }])
    expect(await machine.charges()).toBe(1)
  })

  it.runIf(told.includes(3))('politely (SIGTERM) hands its job back, ends with 0, and the next one goes on', async ({ machine, expect }) => {
    await machine.start()
    const { id } = await machine.orderAndPay()
    await machine.until(() => machine.jobOf(id), isHalfway)
    expect(await machine.end('SIGTERM')).toEqual([0])
    await machine.start()
    await machine.fulfilled(id)
    expect(await machine.courses()).toBe(1)
  })

  it.runIf(told.includes(4))('as a worker (kill -9) leaves its work to the next worker, while the API goes on answering', async ({ machine, expect }) => {
    await machine.start('worker')
    await machine.start('api')
    const { id } = await machine.orderAndPay()
    await machine.until(() => machine.jobOf(id), isHalfway)
    await machine.endOldest('SIGKILL')
    expect((await machine.jobOf(id))?.status).toBe('running')
    await machine.start('worker')
    await machine.fulfilled(id)
    const job = await machine.jobOf(id)
    expect(job?.status).toBe('succeeded')
    expect(job?.attempts).toBeGreaterThanOrEqual(2)
    expect(await machine.payments(id)).toMatchObject([{ status: 'succeeded' }])
  })
})
