import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createDatabaseClock, type Db, eq, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { systemClock } from '@pantheon/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScheduler, type Schedule, type SchedulerDeps } from '../src/index.ts'

const hour = 3_600_000

describe.each(dialects)('The scheduler, on %s', (dialect) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  const ends: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    database = await createTestDatabase(dialect)
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await database.drop()
  })

  const warnings: { message: string; fields: object }[] = []
  const note = (fields: object, message: string) => void warnings.push({ fields, message })
  const logger = { info: () => {}, warn: note, error: note }
  /** One more process, as far as the database can tell: a connection and a scheduler of its own. */
  const processOf = async (schedules: Schedule[], deps: Partial<SchedulerDeps> = {}) => {
    const db = await openDb(database.url)
    const scheduler = createScheduler({ db, clock: systemClock, logger, pollMs: 20, ...deps })
    ends.push(db.close, () => scheduler.stop(100))
    await scheduler.start(schedules)
    return { ...scheduler, db }
  }
  const stateOf = async (db: Db, name: string) => (await db.select().from(db.tables.schedules).where(eq(db.tables.schedules.name, name)))[0]
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(5)
  }
  /** Work that goes on until it is let go, and counts itself. */
  const workOf = () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const work = { runs: 0, signal: undefined as AbortSignal | undefined, release: () => release() }
    const run = async (signal: AbortSignal): Promise<void> => {
      work.runs++
      work.signal = signal
      await gate
    }
    return { work, run }
  }

  it('runs a schedule in one process at a time, however many there are and ask for it', async () => {
    let [under, most, runs] = [0, 0, 0]
    const run = async (): Promise<void> => {
      most = Math.max(most, ++under)
      runs++
      await sleep(5)
      under--
    }
    const processes = await Promise.all(Array.from({ length: 3 }, () => processOf([{ name: 'often', every: 10, run }])))
    for (let n = 0; n < 10; n++) {
      for (const { wake } of processes) wake('often')
      await sleep(10)
    }
    await until(() => runs >= 10)
    expect(most).toBe(1)
  })

  const aheadBy = (ms: number) => ({ now: () => new Date(Date.now() + ms) })
  it('runs each once a period where clocks differ a little', async () => {
    let [shift, runs] = [0, 0]
    const clockOf = (ahead: number) => ({ now: () => new Date(Date.now() + shift + ahead) })
    const schedules: Schedule[] = [60_000, hour].map((every) => ({ name: `each ${every}`, every, run: async () => void runs++ }))
    await Promise.all([processOf(schedules, { clock: clockOf(3000) }), processOf(schedules, { clock: clockOf(0) })])
    await until(() => runs === 2)
    shift = 2 * hour
    await until(() => runs >= 4)
    await sleep(300) // fifteen looks of each
    expect(runs).toBe(4)
  })

  it.runIf(dialect === 'pg')("runs each once a period where clocks differ by minutes, and instants are the database's", async () => {
    let runs = 0
    const schedules: Schedule[] = [30_000, 60_000, hour].map((every) => ({ name: `each ${every}`, every, run: async () => void runs++ }))
    for (const ms of [120_000, -120_000, 0]) {
      const clock = createDatabaseClock({ logger, machine: aheadBy(ms) })
      const db = await openDb(database.url)
      await clock.follow(db)
      ends.push(db.close, async () => clock.stop())
      expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(2000)
      await processOf(schedules, { clock })
      await until(() => runs >= 3)
    }
    await sleep(300)
    expect(runs).toBe(3)
  })

  it('runs each once at its time, whoever has looked first', async () => {
    let shift = 0
    const clock = { now: () => new Date(Date.now() + shift) }
    let runs = 0
    const schedules: Schedule[] = [{ name: 'hourly', every: hour, run: async () => void runs++ }]
    const [{ db }] = await Promise.all([processOf(schedules, { clock }), processOf(schedules, { clock })])
    await until(() => runs === 1)
    await sleep(100)
    expect(runs).toBe(1)
    shift = hour + 1000
    await until(() => runs === 2)
    await sleep(100)
    expect(runs).toBe(2)
    const state = await stateOf(db, 'hourly')
    expect(state).toMatchObject({ failures: 0, leaseOwner: null, leaseUntil: null })
    expect((state?.nextRunAt.getTime() ?? 0) - (state?.lastRunAt?.getTime() ?? 0)).toBe(hour)
  })

  it('ends a run that hangs, deaf to its signal, and tries again', async () => {
    let runs = 0
    const hangs = () => (runs++ === 0 ? new Promise<void>(() => undefined) : Promise.resolve())
    const { db } = await processOf([{ name: 'hung', every: hour, run: hangs }], { maxMs: 200 })
    await until(async () => runs === 2 && (await stateOf(db, 'hung'))?.failures === 0)
  })

  it('runs it when a process is started only where that is wanted, and waits with a time of day until it comes', async () => {
    let [hourly, first, daily] = [0, 0, 0]
    const schedules: Schedule[] = [
      { name: 'hourly', every: hour, run: async () => void hourly++ },
      { name: 'first', every: hour, atStart: true, run: async () => void first++ },
      { name: 'daily', daily: { at: '03:00', timeZone: 'Asia/Tokyo' }, run: async () => void daily++ },
    ]
    let now = new Date('2026-12-01T12:00:00Z')
    const clock = { now: () => now }
    const { stop } = await processOf(schedules, { clock })
    await until(() => hourly === 1 && first === 1)
    await stop()
    await processOf(schedules, { clock })
    await until(() => first === 2)
    await sleep(100)
    expect([hourly, first, daily]).toEqual([1, 2, 0])
    now = new Date('2026-12-01T18:00:00Z')
    await until(() => daily === 1)
  })

  it('goes on in another process a few seconds after the one that ran it was killed', async () => {
    const script = fileURLToPath(new URL('./schedule-holder.ts', import.meta.url))
    const holder = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    let runs = 0
    const { db } = await processOf([{ name: 'nightly', every: hour, run: async () => void runs++ }], { leaseMs: 1000 })
    await sleep(1500) // longer than a lease: it is renewed while the process lives
    expect(runs).toBe(0)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const killedAt = performance.now()
    await until(() => runs === 1)
    expect(performance.now() - killedAt).toBeLessThan(10_000)
    await until(async () => (await stateOf(db, 'nightly'))?.leaseOwner === null)
  })

  it('tells the run that has lost its lease, and leaves the schedule to whoever holds it', async () => {
    let shift = 0
    const clock = { now: () => new Date(Date.now() + shift) }
    const lost = workOf()
    const { db } = await processOf([{ name: 'slow', every: hour, run: lost.run }], { clock, leaseMs: 600 })
    await until(() => lost.work.runs === 1)
    const taken = { leaseOwner: 'somebody else', leaseUntil: new Date(Date.now() + 1100) }
    await db.update(db.tables.schedules).set(taken).where(eq(db.tables.schedules.name, 'slow'))
    await until(() => lost.work.signal?.aborted === true)
    lost.work.release()
    await sleep(50)
    expect(await stateOf(db, 'slow')).toMatchObject(taken)
    shift = 2 * hour // that somebody died as well
    await until(() => lost.work.runs === 2)
  })

  it('tries again after a pause what throws, and runs the others meanwhile', async () => {
    let [broken, sound] = [0, 0]
    warnings.length = 0
    const fail = async (): Promise<void> => {
      if (++broken <= 2) throw new Error('The provider is away')
    }
    const begunAt = performance.now()
    const { db } = await processOf([
      { name: 'broken', every: hour, run: fail },
      { name: 'sound', every: 20, run: async () => void sound++ },
      { name: 'own', every: 20, scope: 'process', run: () => Promise.reject(new Error('Not here')) },
    ])
    await until(async () => (await stateOf(db, 'broken'))?.failures === 1)
    const before = sound
    await until(() => sound > before + 3)
    await until(() => broken === 3)
    expect(performance.now() - begunAt).toBeGreaterThan(2900) // a second, then two
    await until(async () => (await stateOf(db, 'broken'))?.failures === 0)
    const failed = warnings.filter(({ message }) => message === 'a schedule failed; it is tried again').map(({ fields }) => fields)
    expect(failed).toContainEqual(expect.objectContaining({ schedule: 'broken', failures: 2 }))
    expect(failed).toContainEqual(expect.objectContaining({ schedule: 'own', failures: 2 }))
  })

  it('runs once more what is woken while it runs, here or in another process, and at once what is not', async () => {
    const { work, run } = workOf()
    const schedules: Schedule[] = [{ name: 'invoices', every: hour, run }]
    const [here, there] = [await processOf(schedules), await processOf(schedules, { pollMs: 60_000 })]
    await until(() => work.runs === 1)
    for (let n = 0; n < 5; n++) there.wake('invoices')
    await sleep(50)
    expect(work.runs).toBe(1)
    work.release()
    await until(() => work.runs === 2)
    await sleep(50)
    expect(work.runs).toBe(2)
    there.wake('invoices') // long before its time, and no poll of this process would see it
    await until(() => work.runs === 3)
    here.wake('invoices')
    await until(() => work.runs === 4)
  })

  it('does woken work for itself, not as part of the signed work or the transaction it was asked in', async () => {
    let signatures = 0
    let runs = 0
    const add = async (): Promise<void> => {
      runs++
      await db.transaction((tx) => tx.insert(tx.tables.eventConsumers).values({ name: `run ${runs}`, lastSeq: 0 }))
    }
    const own = await processOf([
      { name: 'shared', every: hour, run: async () => add() },
      { name: 'own', every: hour, scope: 'process', run: async () => add() },
    ])
    const { db } = own
    await until(() => runs === 2)
    const sign = async (): Promise<void> => void signatures++
    await db.signed(sign, async () => {
      own.wake('shared')
      own.wake('own')
      await until(() => runs === 4)
      await sleep(50)
    })
    expect(signatures).toBe(0)
  })

  it('waits at its stop for what runs, begins nothing more, and gives up after its deadline', async () => {
    const [first, second] = [workOf(), workOf()]
    const own = await processOf([
      { name: 'shared', every: 10, run: first.run },
      { name: 'own', every: 10, scope: 'process', run: second.run },
    ])
    await until(() => first.work.runs + second.work.runs === 2)
    expect(await own.stop(50)).toBe(false)
    expect([first, second].map(({ work }) => work.signal?.aborted)).toEqual([true, true])
    const stopped = own.stop(60_000)
    first.work.release()
    second.work.release()
    expect(await stopped).toBe(true)
    own.wake('shared')
    await sleep(50)
    expect(first.work.runs + second.work.runs).toBe(2)
    expect(await stateOf(own.db, 'shared')).toMatchObject({ leaseOwner: null, failures: 0 })
  })

  it('hands what the stop breaks off to another process at once', async () => {
    const breaks = (signal: AbortSignal) => sleep(60_000, undefined, { signal })
    const first = await processOf([{ name: 'long', every: hour, run: breaks }])
    await until(async () => (await stateOf(first.db, 'long'))?.leaseOwner !== null)
    expect(await first.stop()).toBe(true)
    let runs = 0
    await processOf([{ name: 'long', every: hour, run: async () => void runs++ }])
    await until(() => runs === 1)
  })

  it('wakes nothing that is not started, refuses two of one name, and says when nobody has the name', async () => {
    const { db, wake } = await processOf([{ name: 'one', every: hour, run: async () => {} }])
    const idle = createScheduler({ db, clock: systemClock, logger })
    idle.wake('one')
    const twice: Schedule = { name: 'twice', every: hour, run: async () => {} }
    await expect(idle.start([twice, twice])).rejects.toThrow('one name')
    warnings.length = 0
    wake('none')
    expect(warnings).toEqual([{ fields: { schedule: 'none' }, message: 'there is no schedule of that name to wake' }])
  })
})
