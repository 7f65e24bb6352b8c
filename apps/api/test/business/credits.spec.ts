import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CreditEntry } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { newId, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

const day = 86_400_000
const generates = (caller: SignedInCaller) => caller.api.agents.jobs.generate.mutate({ type: 'course', input: courseInput })
const balanceOf = (caller: SignedInCaller) => caller.api.business.credits.balance.query()
const ledgerOf = async (caller: SignedInCaller): Promise<CreditEntry[]> => (await caller.api.business.credits.entries.query({ limit: 100 })).items

/** How many more requests the vendor refuses for a key; the rest it keeps waiting. */
const refusals = new Map<string, number>()
const vendor = createServer(async ({ headers }, response) => {
  const key = String(headers['x-api-key'])
  await vi.waitUntil(() => (refusals.get(key) ?? 0) > 0, { timeout: 60_000 })
  refusals.set(key, (refusals.get(key) ?? 0) - 1)
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after-ms': '5' })
  response.end(JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }))
})
beforeAll(async () => {
  await new Promise<void>((listening) => vendor.listen(0, '127.0.0.1', listening))
  // Where the vendor's own library looks for another address.
  vi.stubEnv('ANTHROPIC_BASE_URL', `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/v1`)
})
afterAll(() => {
  vi.unstubAllEnvs()
  vendor.close()
})

// The databases run beside each other, each a test at a time, and beside both what waits most of its time.
describe.each(dialects)('Credits, on %s', { concurrent: true, timeout: 200_000 }, (dialect) => {
  let w: World
  let second: Awaited<ReturnType<World['another']>>
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  beforeAll(async () => {
    w = await world(dialect, { clock })
    second = await w.another({ clock })
  })
  afterAll(async () => {
    await second.close()
    await w.close()
  })

  const firstLessonOf = async (caller: SignedInCaller, id: string) => (await caller.api.agents.courses.get.query({ id })).content.modules[0]?.lessons[0]?.id
  const expectBalanced = async (caller: SignedInCaller): Promise<void> => {
    const [{ balance, reserved }, ledger] = [await balanceOf(caller), await ledgerOf(caller)]
    expect(ledger.reduce((sum, { change }) => sum + change, 0)).toBe(balance)
    expect(ledger.reduce((sum, { reservedChange }) => sum + reservedChange, 0)).toBe(reserved)
  }

  it.sequential('50 presses at once, at two servers, with 10 credits: exactly 10 jobs', async () => {
    const buyer = await w.buyer()
    expect(await balanceOf(buyer)).toMatchObject({ plan: 'free', balance: 10, reserved: 0, granted: 10, nextGrant: 10 })
    const press = (n: number) =>
      fetch(`${n % 2 === 0 ? w.origin : second.origin}/api/v1/ai/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: buyer.cookie() ?? '', origin: n % 2 === 0 ? w.origin : second.origin },
        body: JSON.stringify({ type: 'course', input: courseInput }),
      })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => press(n)))
    // Each server by itself lets twenty at once through to the credits.
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(10)
    expect(new Set(statuses)).toEqual(new Set([201, 402, 429]))
    const { periodEnd } = await balanceOf(buyer)
    expect(await answers.find(({ status }) => status === 402)?.json()).toMatchObject({
      status: 402,
      code: 'credits.exhausted',
      details: { balance: 0, plan: 'free', nextGrantAt: periodEnd, nextGrant: 10 },
    })
    await w.settle(60_000)
    expect((await buyer.api.agents.jobs.list.query({ limit: 100 })).items.map(({ status }) => status)).toEqual(Array(10).fill('succeeded'))
    expect(await balanceOf(buyer)).toMatchObject({ balance: 0, reserved: 0 })
    expect((await ledgerOf(buyer)).filter(({ kind }) => kind === 'settle')).toHaveLength(10)
    await expectBalanced(buyer)
  }, 300_000)

  it.sequential('an account that nobody had looked at is opened once, by however many at once', async () => {
    const buyer = await w.buyer()
    await Promise.all(Array.from({ length: 8 }, () => balanceOf(buyer)))
    expect((await ledgerOf(buyer)).map(({ kind, change }) => [kind, change])).toEqual([['grant', 10]])
  })

  it.sequential('a job that is cancelled gives its credit back; asked for again it takes one again', async ({ expect }) => {
    const slow = await world(dialect, { env: { OFFLINE_PACE_MS: '60', JOB_CONCURRENCY: '1' } })
    try {
      const [first, buyer] = [await slow.buyer(), await slow.buyer()]
      const jobOf = async (who: SignedInCaller, id: string) => who.api.agents.jobs.get.query({ id })
      const { id: busy } = await generates(first)
      await expect.poll(async () => (await jobOf(first, busy)).status, { timeout: 60_000 }).toBe('running')
      const { id } = await generates(buyer)
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 1 })
      await buyer.api.agents.jobs.cancel.mutate({ id })
      await slow.settle()
      expect(await balanceOf(buyer)).toMatchObject({ balance: 10, reserved: 0 })
      await buyer.api.agents.jobs.retry.mutate({ id })
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 1 })
      await slow.settle()
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 0 })
      expect((await ledgerOf(buyer)).map(({ kind }) => kind)).toEqual(['settle', 'reserve', 'release', 'reserve', 'grant'])
    } finally {
      await slow.close()
    }
  }, 200_000)

  it.sequential('a job that is cancelled when something is written has spent its credit, and goes on without another', async ({ expect }) => {
    const slow = await world(dialect, { env: { OFFLINE_PACE_MS: '20' } })
    try {
      const buyer = await slow.buyer()
      const { id } = await generates(buyer)
      const job = () => buyer.api.agents.jobs.get.query({ id })
      await expect.poll(async () => (await job()).progress, { timeout: 60_000, interval: 5 }).toBeGreaterThan(40)
      await buyer.api.agents.jobs.cancel.mutate({ id })
      await slow.settle()
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 0 })
      await buyer.api.agents.jobs.retry.mutate({ id })
      await slow.settle()
      expect((await job()).status).toBe('succeeded')
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 0 })
      expect((await ledgerOf(buyer)).map(({ kind }) => kind)).toEqual(['settle', 'reserve', 'grant'])
    } finally {
      await slow.close()
    }
  }, 200_000)

  it.sequential('a paid order takes none; a lesson of it written again takes one', async () => {
    const operator = await w.operator()
    const product = await operator.api.business.products.create.mutate(courseProduct)
    const buyer = await w.buyer()
    const order = await buyer.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await w.settle()
    expect(await balanceOf(buyer)).toMatchObject({ balance: 10, reserved: 0 })
    const [summary] = (await buyer.api.agents.courses.list.query({ orderId: order.id })).items
    const course = await buyer.api.agents.courses.get.query({ id: summary?.id ?? '' })
    await buyer.api.agents.courses.regenerateLesson.mutate({ id: course.id, lessonId: course.content.modules[0]!.lessons[0]!.id, guidance: 'shorter' })
    await w.settle()
    expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 0 })
  })

  it.sequential('the end of a job counts once, however often it is told of', async () => {
    const buyer = await w.buyer()
    const { id: jobId, organizationId } = await generates(buyer)
    await w.settle()
    const before = await ledgerOf(buyer)
    const told = { eventId: jobId, jobId, organizationId }
    await Promise.all([w.system.services.credits.settle(told), second.system.services.credits.release(told), w.system.services.credits.release(told)])
    expect(await ledgerOf(buyer)).toEqual(before)
  })

  it.sequential('what was written stays, and the database itself lets nothing below zero', async () => {
    const buyer = await w.buyer()
    await balanceOf(buyer)
    const { creditAccounts, creditEntries } = w.db.tables
    const mine = eq(creditAccounts.organizationId, buyer.account.organization.id)
    await expect(w.db.update(creditAccounts).set({ balance: -1 }).where(mine)).rejects.toThrow()
    await expect(w.db.update(creditAccounts).set({ reserved: -1 }).where(mine)).rejects.toThrow()
    await expect(w.db.update(creditEntries).set({ change: 100 })).rejects.toThrow()
    await expect(w.db.delete(creditEntries)).rejects.toThrow()
    expect(await balanceOf(buyer)).toMatchObject({ balance: 10, reserved: 0 })
  })

  it.sequential('holding, spending and giving back at random and at once leave what the entries add up to', async () => {
    const buyer = await w.buyer()
    const { organizationId } = await generates(buyer)
    await w.settle()
    const db = w.system.db.as(systemScope)
    const books = [w, second].map(({ system }) => system.services.credits)
    const jobs = Array.from({ length: 14 }, () => newId(new Date()))
    const turns = jobs.map(async (jobId, n) => {
      const book = books[n % 2]!
      const outcome = await db
        .transaction((tx) => book.reserve(tx, { jobId, organizationId }))
        .then(
          () => 'held',
          () => 'refused',
        )
      if (outcome === 'refused') return
      const told = { eventId: `event-${n}`, jobId, organizationId }
      const how = n % 3 === 0 ? 'settle' : 'release'
      await Promise.all([books[0]![how](told), books[1]![how](told)])
    })
    await Promise.all(turns)
    const { reserved } = await balanceOf(buyer)
    expect(reserved).toBe(0)
    await expectBalanced(buyer)
  })

  it.sequential('are read page by page, and only by their own organization', async () => {
    const buyer = await w.buyer()
    await generates(buyer)
    await w.settle()
    const whole = await ledgerOf(buyer)
    expect(whole.map(({ kind, balanceAfter }) => [kind, balanceAfter])).toEqual([
      ['settle', 9],
      ['reserve', 9],
      ['grant', 10],
    ])
    const paged: CreditEntry[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await buyer.rest('GET', `/credits/entries?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      paged.push(...page.body.items)
      cursor = page.body.nextCursor
    }
    expect(paged).toEqual(whole)
    expect(await ledgerOf(await w.buyer())).toEqual([])
    expect((await buyer.rest('GET', '/plans')).body.items).toMatchObject([
      { plan: 'free', price: '0', currency: 'JPY', workPerMinute: 10, workAtOnce: 20 },
      { plan: 'basic', price: '980', currency: 'JPY', workPerMinute: 30, workAtOnce: 60 },
      { plan: 'pro', price: '2980', currency: 'JPY', workPerMinute: 100, workAtOnce: 200 },
    ])
    expect(await refusalOf(w.visitor().api.business.credits.balance.query())).toBe('auth.required')
  })

  it.sequential('say what each was for, with where to read it, and what was spent on which day', async () => {
    const buyer = await w.buyer()
    const { id: jobId } = await generates(buyer)
    await w.settle()
    const [course] = (await buyer.api.agents.courses.list.query({})).items
    await buyer.api.agents.courses.regenerateLesson.mutate({ id: course?.id ?? '', lessonId: (await firstLessonOf(buyer, course?.id ?? ''))!, guidance: '' })
    await w.settle()
    const [, rewrite, settled, , grant] = await ledgerOf(buyer)
    expect(rewrite).toMatchObject({ kind: 'reserve', work: { task: 'rewrite_lesson', title: course?.title, courseId: course?.id, orderId: null } })
    expect(settled).toMatchObject({ kind: 'settle', jobId, work: { task: 'write_course', title: course?.title, courseId: course?.id, orderId: null } })
    expect(grant).toMatchObject({ kind: 'grant', jobId: null, work: null, plan: null, periodStart: (await balanceOf(buyer)).periodStart })
    const usage = await buyer.api.business.credits.usage.query({ timeZone: 'Asia/Tokyo' })
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(clock.now())
    expect([usage.days.length, usage.total, usage.days.at(-1)]).toEqual([30, 2, { day: today, spent: 2 }])
    expect((await (await w.buyer()).api.business.credits.usage.query({})).total).toBe(0)
    for (const name of ['Mars/Olympus', 'JST', '%2B09:00']) expect((await buyer.rest('GET', `/credits/usage?timeZone=${name}`)).body.code).toBe('input.invalid')
    expect((await buyer.rest('GET', '/credits/usage')).status).toBe(200)
  })

  it.sequential('a month later the unused ones are gone and new ones there, by whichever comes first: a sweep at two servers, a look, a press', async () => {
    const [swept, looking, pressing] = [await w.buyer(), await w.buyer(), await w.buyer()]
    for (const caller of [swept, looking, pressing]) await generates(caller)
    await w.settle()
    shift += 100 * day // the server was down for three months
    try {
      for (const { api, account, password } of [swept, looking, pressing]) await api.auth.login.mutate({ email: account.user.email, password })
      await generates(pressing)
      expect(await balanceOf(looking)).toMatchObject({ balance: 10, granted: 10 })
      await Promise.all([w.system.services.credits.sweep(), second.system.services.credits.sweep()])
      const kinds = async (caller: SignedInCaller) => (await ledgerOf(caller)).map(({ kind, change }) => `${kind} ${change}`)
      expect((await kinds(swept)).slice(0, 2)).toEqual(['grant 10', 'expire -9'])
      expect(await kinds(swept)).toHaveLength(5)
      expect((await kinds(pressing)).slice(-5, -2)).toEqual(['grant 10', 'expire -9', 'settle 0'])
      await w.settle()
      for (const caller of [swept, looking, pressing]) await expectBalanced(caller)
    } finally {
      shift -= 100 * day
    }
  })

  it.sequential('one account that cannot be renewed holds up no other, nor the start of a server', async () => {
    const [broken, sound] = [await w.buyer(), await w.buyer()]
    const { periodEnd } = await balanceOf(broken)
    await balanceOf(sound)
    // What should come next stands in its ledger already.
    const organizationId = broken.account.organization.id
    const none = { change: 0, reservedChange: 0, balanceAfter: 10, jobId: null, periodStart: new Date(periodEnd), createdAt: clock.now() }
    await w.db.insert(w.db.tables.creditEntries).values({ id: newId(new Date()), organizationId, key: `grant:${periodEnd}`, kind: 'grant', ...none })
    shift += 32 * day
    const third = await w.another({ clock })
    try {
      await third.system.services.credits.sweep()
      const { creditAccounts } = w.db.tables
      const ends = async (caller: SignedInCaller) =>
        (await w.db.select().from(creditAccounts).where(eq(creditAccounts.organizationId, caller.account.organization.id)))[0]?.periodEnd
      expect(await ends(broken)).toEqual(new Date(periodEnd))
      expect((await ends(sound))!.getTime()).toBeGreaterThan(clock.now().getTime())
    } finally {
      await third.close()
      shift -= 32 * day
    }
  })
})

describe.each(dialects)('On %s, a job whose model never answers', { concurrent: true }, (dialect) => {
  it('keeps its credit while it is tried, and gives it back when it fails for good', async ({ expect }) => {
    const unlucky = await world(dialect, { env: { ANTHROPIC_API_KEY: dialect, JOB_RETRY_SECONDS: '0' } })
    try {
      const buyer = await unlucky.buyer()
      refusals.set(dialect, 4) // more than one try asks for, and fewer than all of them do
      const { id: jobId } = await generates(buyer)
      await expect.poll(async () => (await buyer.api.agents.jobs.get.query({ id: jobId })).attempts, { timeout: 60_000 }).toBeGreaterThan(1)
      expect(await balanceOf(buyer)).toMatchObject({ balance: 9, reserved: 1 })
      refusals.set(dialect, Number.POSITIVE_INFINITY)
      await unlucky.settle(60_000)
      expect(await buyer.api.agents.jobs.get.query({ id: jobId })).toMatchObject({ status: 'failed', attempts: 5, errorCode: 'model.unavailable' })
      expect(await balanceOf(buyer)).toMatchObject({ balance: 10, reserved: 0 })
      const lines = (await ledgerOf(buyer)).map(({ kind, change, reservedChange, jobId: of }) => [kind, change, reservedChange, of])
      expect(lines).toEqual([
        ['release', 1, -1, jobId],
        ['reserve', -1, 1, jobId],
        ['grant', 10, 0, null],
      ])
    } finally {
      await unlucky.close()
    }
  }, 300_000)
})
