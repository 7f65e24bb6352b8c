import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { newId, systemClock, systemScope } from '@pantheon/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createAgentDirectory, createJobRunner, type JobAgent, type JobContext, JobLost } from '../src/index.ts'

type Input = { task: string }
type Context = JobContext<Input, { pages: number }, { page: number }>
const logger = { info: () => {}, warn: () => {}, error: () => {} }

describe.each(dialects)('A job with steps, on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const system = db.as(systemScope)
  const [userId, organizationId] = [newId(new Date()), newId(new Date())]
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(() =>
    system.transaction(async (tx) => {
      const at = new Date()
      await tx.insert(tx.tables.users).values({ id: userId, email: 'them@example.test', name: 'Them', createdAt: at, updatedAt: at })
      await tx.insert(tx.tables.organizations).values({ id: organizationId, name: 'Theirs', createdAt: at })
    }),
  )

  const closes: (() => void)[] = []
  afterEach(() => {
    for (const close of closes.splice(0)) close()
  })
  /** A runner whose only agent does this. */
  const runnerOf = (run: (ctx: Context) => Promise<{ pages: number }>, call = async (): Promise<unknown> => undefined) => {
    const job = {
      type: 'document',
      request: z.object({ task: z.string() }),
      toInput: (input: Input) => input,
      input: z.object({ task: z.string() }),
      output: z.object({ pages: z.int() }),
      step: z.object({ page: z.int() }),
      describe: () => ({ task: 'write', title: null, subject: null }),
      run,
    }
    const agent: JobAgent = { manifest: { key: 202, name: 'Writer', permissions: ['task:read'] }, engine: { engine: 'pen', isOffline: true }, jobs: [job] }
    const runner = createJobRunner({ db, clock: systemClock, logger, agents: createAgentDirectory([agent]), call })
    closes.push(runner.close)
    return (jobId: string, tries = 1) => runner.deliver({ jobId, tries, signal: new AbortController().signal })
  }
  const queued = async (): Promise<string> => {
    const id = newId(new Date())
    const job = { id, dedupeKey: id, jobType: 'document' as never, organizationId, userId, agentId: 202 as const, input: { task: 'x' } as never }
    await system.transaction(async (tx) => void (await tx.insert(tx.tables.aiJobs).values({ ...job, status: 'queued', createdAt: new Date() })))
    return id
  }
  const jobOf = async (id: string) => (await system.select().from(system.tables.aiJobs)).find((job) => job.id === id)
  const stepsOf = async (id: string) => (await system.select().from(system.tables.jobSteps)).filter(({ jobId }) => jobId === id).map(({ key }) => key)

  it('does each step once, however often it is interrupted, and forgets them when it is done', async () => {
    const id = await queued()
    const done: string[] = []
    let breaks = true
    const seen: unknown[] = []
    const deliver = runnerOf(async (ctx) => {
      seen.push(
        await ctx.step('one', async () => {
          done.push('one')
          return { at: new Date(0), text: 'written' }
        }),
      )
      await ctx.commit({ percent: 40.7, step: { page: 1 } }, async () => {}, { pages: 1 })
      if (breaks) throw new Error('the machine stops here')
      await ctx.step('two', async () => void done.push('two'))
      return { pages: 2 }
    })
    await expect(deliver(id)).rejects.toThrow('the machine stops here')
    expect(await jobOf(id)).toMatchObject({ status: 'running', progress: 40, step: { page: 1 }, output: { pages: 1 }, attempts: 1 })
    expect(await stepsOf(id)).toEqual(['one'])
    breaks = false
    await deliver(id, 2)
    expect(done).toEqual(['one', 'two'])
    // What a resumed job reads is what the first run was given.
    expect(seen).toEqual(Array.from({ length: 2 }, () => ({ at: '1970-01-01T00:00:00.000Z', text: 'written' })))
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded', progress: 100, output: { pages: 2 }, attempts: 2 })
    expect(await stepsOf(id)).toEqual([])
  })

  it('writes with the result of a step, or not at all', async () => {
    const id = await queued()
    const note = (name: string) => async (tx: Parameters<Parameters<typeof system.transaction>[0]>[0]) => {
      await tx.insert(tx.tables.schedules).values({ name: `${id} ${name}`, nextRunAt: new Date(), failures: 0 })
    }
    const fail = async () => Promise.reject(new Error('the second write fails'))
    let isBroken = true
    const deliver = runnerOf(async (ctx) => {
      await ctx.step('both', async ({ write }) => {
        write(note('first'))
        write(isBroken ? fail : note('second'))
      })
      return { pages: 1 }
    })
    const written = async () => (await system.select().from(system.tables.schedules)).filter(({ name }) => name.startsWith(id)).length
    await expect(deliver(id)).rejects.toThrow('the second write fails')
    expect([await written(), await stepsOf(id)]).toEqual([0, []])
    isBroken = false
    await deliver(id, 2)
    expect(await written()).toBe(2)
  })

  it('stores nothing and shows no progress once another worker owns it', async () => {
    const id = await queued()
    const refused: unknown[] = []
    const { aiJobs } = system.tables
    const deliver = runnerOf(async (ctx) => {
      await system.transaction(async (tx) => void (await tx.update(aiJobs).set({ attempts: 7 })))
      await ctx.step('late', async () => 'result').catch((error: unknown) => refused.push(error))
      await ctx.commit({ percent: 90, step: { page: 9 } }, async () => {}).catch((error: unknown) => refused.push(error))
      return { pages: 9 }
    })
    await deliver(id)
    expect(refused).toEqual([expect.any(JobLost), expect.any(JobLost)])
    expect(await jobOf(id)).toMatchObject({ status: 'running', progress: 0, step: null, output: null, attempts: 7 })
    expect(await stepsOf(id)).toEqual([])
  })

  it('fails with a code when the result of a step is larger than may be stored', async () => {
    const id = await queued()
    await runnerOf(async (ctx) => ({ pages: (await ctx.step('large', async () => 'x'.repeat(256 * 1024))).length }))(id)
    expect(await jobOf(id)).toMatchObject({ status: 'failed', errorCode: 'job.step_too_large' })
    const just = await queued()
    await runnerOf(async (ctx) => ({ pages: (await ctx.step('just', async () => 'x'.repeat(256 * 1024 - 2))).length }))(just)
    expect(await jobOf(just)).toMatchObject({ status: 'succeeded', output: { pages: 256 * 1024 - 2 } })
  })

  it('does not succeed with an output that its type has not', async () => {
    const id = await queued()
    await runnerOf(async () => ({ pages: 0.5 }))(id, 5)
    expect(await jobOf(id)).toMatchObject({ status: 'failed', errorCode: 'server.internal', output: null })
  })

  it('calls procedures as its agent, in the organization of the job', async () => {
    const id = await queued()
    const calls: unknown[] = []
    const call = async (...[actor, path, input]: unknown[]) => calls.push([actor, path, input])
    await runnerOf(async (ctx) => ({ pages: await ctx.tool<number>('agents.tasks.list', { limit: 1 }) }), call)(id)
    const actor = { kind: 'agent', userId: 'agent:202', organizationId, permissions: new Set(['task:read']), scope: { organizationId } }
    expect(calls).toEqual([[expect.objectContaining(actor), 'agents.tasks.list', { limit: 1 }]])
  })
})

describe('Agents', () => {
  const agent = (type: string, fulfils: JobAgent['manifest']['fulfils'] = []): JobAgent => ({
    manifest: { key: 202, name: 'Writer', permissions: [], fulfils },
    engine: { engine: 'pen', isOffline: true },
    jobs: [
      {
        type,
        request: z.object({ brief: z.string() }),
        input: z.unknown(),
        output: z.unknown(),
        step: z.unknown(),
        toInput: (request: unknown) => ({ request }),
        describe: () => ({ task: type, title: null, subject: null }),
        run: async () => undefined,
      },
    ],
  })

  it('do not share a type of job or a category', () => {
    expect(() => createAgentDirectory([agent('a'), agent('a')])).toThrow('Two agents have jobs of type a')
    expect(() => createAgentDirectory([agent('a', ['technical_support']), agent('b', ['technical_support'])])).toThrow('Two agents fulfil technical_support')
  })

  it('take the orders of their categories, or say which fields they cannot work with', () => {
    const directory = createAgentDirectory([agent('a', ['ai_search_service'])])
    expect(directory.workOf('technical_support', { brief: 'x' })).toBeUndefined()
    expect(directory.workOf('ai_search_service', { brief: 'x' })).toMatchObject({ job: { input: { request: { brief: 'x' } } }, refusedFields: [] })
    expect(directory.workOf('ai_search_service', { brief: 7 })).toMatchObject({ refusedFields: ['brief'] })
    expect(directory.workOf('ai_search_service', { brief: 7 })?.job).toBeUndefined()
  })
})
