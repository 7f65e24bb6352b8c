import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, type TestDialect } from '@pantheon/db/testing'
import { newId, systemClock } from '@pantheon/kernel'
import type { Delivery, JobQueue } from '@pantheon/runtime'
import { it as base, describe } from 'vitest'
import { openQueue } from './open-queue.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }
const until = async (holds: () => boolean, ms = 8000): Promise<void> => {
  for (const end = Date.now() + ms; !holds(); await sleep(10)) if (Date.now() > end) throw new Error('It did not happen in time')
}

/** A database, and queues over it as different processes would open them. */
const createStage = async (dialect: TestDialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const queues = new Set<JobQueue>()
  return {
    url: database.url,
    db,
    open: async (leaseMs = 15_000): Promise<JobQueue> => {
      const queue = await openQueue({ url: database.url, db, logger, clock: systemClock, leaseMs, concurrency: 4, retrySeconds: 1 })
      queues.add(queue)
      return queue
    },
    stop: async (queue: JobQueue): Promise<void> => {
      queues.delete(queue)
      await queue.stop()
    },
    add: (queue: JobQueue, jobId = newId(new Date())): Promise<string> =>
      db.transaction(async (tx) => {
        await queue.enqueue(tx, jobId)
        return jobId
      }),
    close: async (): Promise<void> => {
      await Promise.all([...queues].map((queue) => queue.stop()))
      await db.close()
      await database.drop()
    },
  }
}

// Each story waits for leases and pauses most of its time, so they run beside each other.
describe.each(dialects)('The job queue on %s', { concurrent: true }, (dialect) => {
  const it = base.extend<{ stage: Awaited<ReturnType<typeof createStage>> }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's needs from the pattern
    stage: async ({}, use) => {
      const stage = await createStage(dialect)
      await use(stage)
      await stage.close()
    },
  })

  it('delivers what was committed, and nothing of what was rolled back', async ({ stage: { open, add, db }, expect }) => {
    const queue = await open()
    const seen: string[] = []
    const lost = newId(new Date())
    await expect(
      db.transaction(async (tx) => {
        await queue.enqueue(tx, lost)
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    const kept = await add(queue)
    await queue.start(async ({ jobId }) => void seen.push(jobId))
    await until(() => seen.length > 0)
    await sleep(200)
    expect(seen).toEqual([kept])
  })

  it.runIf(dialect === 'sqlite')('goes on with a job whose lease ran out while nobody else took it', async ({ stage: { open, add, db }, expect }) => {
    const queue = await open()
    const { jobDeliveries } = db.tables
    const begun: string[] = []
    let finish = (): void => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const slow = await add(queue)
    await queue.start(async ({ jobId }) => {
      begun.push(jobId)
      if (jobId === slow) await finished
    })
    await until(() => begun.length === 1)
    // As after a second in which the process came to nothing.
    await db.update(jobDeliveries).set({ leaseUntil: new Date(0) })
    const next = await add(queue)
    await until(() => begun.includes(next))
    finish()
    while ((await db.$count(jobDeliveries)) > 0) await sleep(10)
    expect(begun).toEqual([slow, next])
  })

  it('gives each job to one of two workers, once', async ({ stage: { open, add }, expect }) => {
    const [one, two] = [await open(), await open()]
    const seen: string[] = []
    const take = async ({ jobId }: Delivery): Promise<void> => {
      await sleep(5)
      seen.push(jobId)
    }
    const wanted = await Promise.all(Array.from({ length: 20 }, () => add(one)))
    await Promise.all([one.start(take), two.start(take)])
    await until(() => seen.length >= 20)
    await sleep(300)
    expect(seen.toSorted()).toEqual(wanted.toSorted())
  })

  it('brings a job back after its handler failed, with a pause and a higher count', async ({ stage: { open, add }, expect }) => {
    const queue = await open()
    const tries: { n: number; at: number }[] = []
    await add(queue)
    await queue.start(async (delivery) => {
      tries.push({ n: delivery.tries, at: Date.now() })
      if (tries.length < 2) throw new Error('not yet')
    })
    await until(() => tries.length === 2, 15_000)
    expect(tries.map(({ n }) => n)).toEqual([1, 2])
    const [first, second] = tries
    expect(second!.at - first!.at).toBeGreaterThan(400)
  })

  it('lets a handler run longer than its lease while it is alive', async ({ stage: { open, add }, expect }) => {
    const queue = await open(1000)
    let deliveries = 0
    let isDone = false
    await add(queue)
    await queue.start(async ({ signal }) => {
      deliveries++
      await sleep(3500, undefined, { signal })
      isDone = true
    })
    await until(() => isDone)
    await sleep(300)
    expect(deliveries).toBe(1)
  })

  it('delivers a job again when its process was killed', async ({ stage: { open, add, url }, expect }) => {
    const queue = await open(1000)
    const jobId = await add(queue)
    const worker = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./queue-worker.ts', import.meta.url)), url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = (await once(worker.stdout, 'data')) as [Buffer]
    expect(line.toString()).toContain(jobId)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    const seen: Delivery[] = []
    await queue.start(async (delivery) => void seen.push(delivery))
    await until(() => seen.length > 0)
    expect(seen[0]).toMatchObject({ jobId, tries: 2 })
  })

  it('hands its jobs back when it stops, so that another worker goes on at once', async ({ stage: { open, add, stop }, expect }) => {
    const [one, two] = [await open(), await open()]
    const jobId = await add(one)
    let isAborted = false
    let isRunning = false
    await one.start(async ({ signal }) => {
      isRunning = true
      await sleep(60_000, undefined, { signal }).catch((error: unknown) => {
        isAborted = signal.aborted
        throw error
      })
    })
    await until(() => isRunning)
    await stop(one)
    const seen: string[] = []
    const from = Date.now()
    await two.start(async (delivery) => void seen.push(delivery.jobId))
    await until(() => seen.length > 0)
    expect({ seen, isAborted }).toEqual({ seen: [jobId], isAborted: true })
    expect(Date.now() - from).toBeLessThan(5000) // the lease was 15 s
  })

  it('can be asked for the same job again after it ended', async ({ stage: { open, add }, expect }) => {
    const queue = await open()
    const jobId = await add(queue)
    const seen: number[] = []
    await queue.start(async ({ tries }) => void seen.push(tries))
    await until(() => seen.length === 1)
    await sleep(100)
    await add(queue, jobId)
    await until(() => seen.length === 2)
    expect(seen).toEqual([1, 1])
  })
})
