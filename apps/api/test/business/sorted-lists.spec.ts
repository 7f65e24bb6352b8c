import { randomUUID } from 'node:crypto'
import {
  type Approval,
  type ApprovalSort,
  approvalSorts,
  type CourseSort,
  type CourseSummary,
  collationKey,
  courseSorts,
  type Invoice,
  type InvoiceSort,
  invoiceSorts,
  type Page,
  type Task,
  type TaskSort,
  taskSorts,
} from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects, someOf } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
type Rule<T> = (a: T, b: T) => number
/** The same the other way around. */
const turned =
  <T>(rule: Rule<T>): Rule<T> =>
  (a, b) =>
    rule(b, a)
/** First by what comes first; then by the next. */
const by =
  <T>(...keys: ((row: T) => string | number)[]): Rule<T> =>
  (a, b) =>
    keys.map((key) => compare(key(a), key(b))).find((order) => order !== 0) ?? 0
/** Keys compare as bytes. */
const sortedAs = (text: string): string => Buffer.from(collationKey(text)).toString('hex')
const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

/** The whole list, page by page. */
const pagesOf = async <T>(read: (place: { limit: number; cursor?: string }) => Promise<Page<T>>, limit: number): Promise<T[]> => {
  const found: T[] = []
  let cursor: string | undefined
  do {
    const page = await read({ limit, ...(cursor !== undefined && { cursor }) })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}

describe.each(dialects)('On %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let ada: SignedInCaller
  let bob: SignedInCaller
  const organizationOf = ({ account }: SignedInCaller) => account.organization.id
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    ;[ada, bob] = await Promise.all([w.buyer(), w.buyer()])
  })
  afterAll(() => w.close())

  /** What every sorted list promises of cursors and sorts. */
  const refusesNonsense = (path: string, sorts: readonly string[]) => {
    it('does not take a cursor that is none, or that belongs to another sort', async () => {
      for (const sort of sorts) {
        const { nextCursor } = (await operator.rest('GET', `${path}?sort=${sort}&limit=1`)).body as Page<unknown>
        expect(nextCursor).toEqual(expect.any(String))
        const another = sorts.find((other) => other !== sort)
        for (const [of, cursor] of [
          [another, nextCursor ?? ''],
          [sort, 'x'],
          [sort, `${another}.`],
          [sort, Buffer.from(JSON.stringify([sort, 1e300, 'x'])).toString('base64url')],
          [sort, Buffer.from(JSON.stringify([sort, 'a\0', newId(new Date())])).toString('base64url')],
        ]) {
          const { status, body } = await operator.rest('GET', `${path}?sort=${of}&cursor=${encodeURIComponent(cursor ?? '')}`)
          expect({ sort, cursor, answer: [status, body.code, body.errors?.[0].path] }).toEqual({ sort, cursor, answer: [400, 'input.invalid', 'cursor'] })
        }
      }
    })
    it('says so when it does not know the sort', async () => {
      const { status, body } = await operator.rest('GET', `${path}?sort=nicest`)
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'input.invalid', 'sort'])
    })
  }

  describe('A list of invoices', () => {
    let all: Invoice[]
    beforeAll(async () => {
      const { orders, payments, invoices } = w.db.tables
      const { id: productId } = await operator.api.business.products.create.mutate(courseProduct)
      for (const buyer of [ada, bob]) {
        const { id } = await buyer.api.business.orders.place.mutate({ productId, input: courseInput })
        await buyer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
      }
      await w.settle()
      // Papers do not change, so each is written as it shall be: three at one moment, amounts and names that repeat, credited and billed.
      const names = ['Bakery', 'bakery', 'Oven & Co', '雅商店']
      const written = await w.db.select().from(invoices)
      for (let i = 0; i < 22; i++) {
        const model = written[i % 2]!
        const [payment] = await w.db.select().from(payments).where(eq(payments.id, model.paymentId!))
        const [order] = await w.db.select().from(orders).where(eq(orders.id, model.orderId!))
        const [orderId, paymentId] = [newId(new Date()), newId(new Date())]
        await w.db.insert(orders).values({ ...order!, id: orderId })
        await w.db.insert(payments).values({ ...payment!, id: paymentId, orderId })
        await w.db.insert(invoices).values({
          ...model,
          id: newId(new Date()),
          number: 100 + i,
          orderId,
          paymentId,
          kind: i % 3 === 0 ? 'credit_note' : 'invoice',
          currency: (['USD', 'JPY', 'EUR'] as const)[i % 3]!,
          totalMinor: 1000 + (i % 4) * 100,
          taxMinor: 0,
          buyer: { ...model.buyer, organization: names[i % 4]! },
          issuedAt: new Date(start + Math.floor(i / 3) * day),
        })
      }
      all = (await operator.api.business.invoices.list.query({ limit: 100 })).items
      expect(all).toHaveLength(24)
    })

    const signed = ({ kind, total }: Invoice): number => (kind === 'credit_note' ? -Number(total) : Number(total))
    const byTime = by<Invoice>(
      (one) => one.issuedAt,
      (one) => one.id,
    )
    const byAmount = by<Invoice>(
      (one) => one.currency,
      signed,
      (one) => one.id,
    )
    const byBuyer = by<Invoice>(
      (one) => sortedAs(one.buyer.organization),
      (one) => one.id,
    )
    const rules: Record<InvoiceSort, Rule<Invoice>> = {
      newest: turned(byTime),
      oldest: byTime,
      amount_high: turned(byAmount),
      amount_low: byAmount,
      buyer_az: byBuyer,
      buyer_za: turned(byBuyer),
    }
    it.each(invoiceSorts)('sorted by %s shows each once, in order, page by page', async (sort) => {
      const read = (caller: SignedInCaller, limit: number, orderId?: string) =>
        pagesOf((place) => caller.api.business.invoices.list.query({ sort, ...place, ...(orderId && { orderId }) }), limit)
      expect(idsOf(await read(operator, 5))).toEqual(idsOf(all.toSorted(rules[sort])))
      const adas = all.filter(({ organizationId }) => organizationId === organizationOf(ada))
      expect(adas.length).toBeGreaterThan(10)
      expect(idsOf(await read(ada, 1))).toEqual(idsOf(adas.toSorted(rules[sort])))
      expect(idsOf(await read(operator, 1, adas[0]!.orderId!))).toEqual([adas[0]!.id])
    })
    it('has what is credited below what is billed', async () => {
      const { items } = await operator.api.business.invoices.list.query({ sort: 'amount_high', limit: 100 })
      const ofUsd = items.filter(({ currency }) => currency === 'USD').map(({ kind }) => kind)
      expect(ofUsd.lastIndexOf('invoice')).toBeLessThan(ofUsd.indexOf('credit_note'))
    })
    it('goes on behind a name of any length and script', async () => {
      const { organizations } = w.db.tables
      const long = '"雅'.repeat(60)
      await w.db
        .update(organizations)
        .set({ name: long })
        .where(eq(organizations.id, organizationOf(bob)))
      const { id: productId } = await operator.api.business.products.create.mutate(courseProduct)
      for (const _ of [1, 2]) {
        const { id } = await bob.api.business.orders.place.mutate({ productId, input: courseInput })
        await bob.api.business.payments.pay.mutate({ orderId: id, card: testCard })
      }
      await w.settle()
      const shown = await pagesOf((place) => bob.api.business.invoices.list.query({ sort: 'buyer_az', ...place }), 1)
      expect(shown.filter(({ buyer }) => buyer.organization === long)).toHaveLength(2)
      expect(new Set(idsOf(shown)).size).toBe(shown.length)
    })
    refusesNonsense('/invoices', invoiceSorts)
  })

  describe('A list of requests for approval', () => {
    let all: Approval[]
    beforeAll(async () => {
      const { approvals } = w.db.tables
      const states = ['pending', 'pending', 'approved', 'pending', 'expired'] as const
      const currencies = ['USD', 'JPY', null, 'EUR'] as const
      for (let i = 0; i < 24; i++) {
        const buyer = i % 4 === 3 ? bob : ada
        const [status, currency] = [states[i % 5]!, currencies[i % 4]!]
        const at = new Date(start + Math.floor(i / 3) * day)
        const seat = { ownerId: operator.account.user.id, holderId: operator.account.user.id, vote: null }
        const stage = {
          name: 'Check',
          quorum: { kind: 'any' as const },
          seats: [seat],
          deadlineHours: 24,
          remindHours: null,
          escalation: null,
          isEscalated: false,
        }
        await w.db.insert(approvals).values({
          id: newId(new Date()),
          organizationId: organizationOf(buyer),
          policyId: newId(new Date()),
          resourceType: 'order',
          resourceId: newId(new Date()),
          title: `Order ${i}`,
          currency,
          amountMinor: currency && 1000 + (i % 3) * 100,
          class: null,
          requesterId: buyer.account.user.id,
          status,
          awaits: 'approvers',
          round: 1,
          stage: 0,
          stages: [stage],
          remindAt: null,
          dueAt: new Date(Date.UTC(2099, 0, 1 + (i % 7))),
          decidedAt: status === 'pending' ? null : at,
          createdAt: at,
          updatedAt: at,
        })
      }
      all = (await operator.api.business.approvals.list.query({ limit: 100 })).items
      expect(all).toHaveLength(24)
    })

    const byTime = by<Approval>(
      (one) => one.createdAt,
      (one) => one.id,
    )
    const byDeadline = by<Approval>(
      (one) => one.dueAt ?? '',
      (one) => one.id,
    )
    const byAmount = by<Approval>(
      (one) => one.currency ?? '',
      (one) => Number(one.amount),
      (one) => one.id,
    )
    const sorted = (sort: ApprovalSort, of: readonly Approval[]): Approval[] => {
      if (sort === 'newest' || sort === 'oldest') return of.toSorted(sort === 'newest' ? turned(byTime) : byTime)
      const isByDeadline = sort === 'due_first' || sort === 'due_last'
      const rule = isByDeadline ? byDeadline : byAmount
      const [has, hasNone] = [
        of.filter((one) => (isByDeadline ? one.dueAt : one.amount) !== null),
        of.filter((one) => (isByDeadline ? one.dueAt : one.amount) === null),
      ]
      return [...has.toSorted(sort === 'due_first' || sort === 'amount_low' ? rule : turned(rule)), ...hasNone.toSorted(turned(byTime))]
    }

    it.each(approvalSorts)('sorted by %s shows each once, in order, page by page, wherever a page ends', async (sort) => {
      for (const limit of someOf([1, 4, 5, 14, 15, 24, 100], 2, `${dialect} ${sort}`)) {
        const shown = await pagesOf((place) => operator.api.business.approvals.list.query({ sort, ...place }), limit)
        expect({ limit, ids: idsOf(shown) }).toEqual({ limit, ids: idsOf(sorted(sort, all)) })
      }
      const adas = all.filter(({ organizationId }) => organizationId === organizationOf(ada))
      expect(idsOf(await pagesOf((place) => ada.api.business.approvals.list.query({ sort, ...place }), 2))).toEqual(idsOf(sorted(sort, adas)))
    })
    it.each(approvalSorts)('sorted by %s and narrowed stays right page by page', async (sort) => {
      for (const status of ['pending', 'approved'] as const) {
        const fits = all.filter((one) => one.status === status)
        expect(fits.length).toBeGreaterThan(3)
        expect(idsOf(await pagesOf((place) => operator.api.business.approvals.list.query({ sort, status, ...place }), 3))).toEqual(idsOf(sorted(sort, fits)))
      }
      const asked = all.filter(({ requesterId }) => requesterId === bob.account.user.id)
      expect(idsOf(await pagesOf((place) => bob.api.business.approvals.list.query({ sort, view: 'asked', ...place }), 1))).toEqual(idsOf(sorted(sort, asked)))
    })
    it('sorts what waits for somebody', async () => {
      const { approvalTurns } = w.db.tables
      const mine = all.filter(({ status }) => status === 'pending').slice(0, 6)
      for (const { id: approvalId, organizationId } of mine) {
        await w.db.insert(approvalTurns).values({ approvalId, organizationId, userId: operator.account.user.id })
      }
      for (const sort of approvalSorts) {
        const shown = await pagesOf((place) => operator.api.business.approvals.list.query({ sort, view: 'mine', ...place }), 2)
        expect(idsOf(shown)).toEqual(idsOf(sorted(sort, mine)))
      }
    })
    refusesNonsense('/approvals', approvalSorts)
  })

  describe('A list of courses', () => {
    let all: CourseSummary[]
    beforeAll(async () => {
      const { aiJobs, courses } = w.db.tables
      const request = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 1, targetAudience: 'bakers', language: 'en' } as const
      for (const buyer of [ada, bob]) await buyer.api.agents.jobs.generate.mutate({ type: 'course', input: request })
      await w.settle()
      const written = (await w.db.select().from(courses)).filter(({ request: { durationWeeks } }) => durationWeeks === 1)
      expect(written).toHaveLength(2)
      await w.db.delete(courses)
      // Titles that are the same but for capitals, in two scripts, and one as long as a title may be.
      const titles = ['bread', 'BREAD', 'Sourdough', 'rolls', 'パンの焼き方', 'パン', 'x'.repeat(199), '"雅'.repeat(100)]
      for (let i = 0; i < 24; i++) {
        const owner = organizationOf(i % 4 === 3 ? bob : ada)
        const model = written.find(({ organizationId }) => organizationId === owner)!
        const [job] = await w.db.select().from(aiJobs).where(eq(aiJobs.id, model.jobId))
        const jobId = newId(new Date())
        await w.db.insert(aiJobs).values({ ...job!, id: jobId, dedupeKey: randomUUID() })
        const { titleKey: _, ...course } = model
        const createdAt = new Date(start + Math.floor(i / 3) * day)
        await w.db.insert(courses).values({ ...course, id: newId(new Date()), jobId, title: titles[i % titles.length]!, createdAt, updatedAt: createdAt })
      }
      all = (await operator.api.agents.courses.list.query({ limit: 100 })).items
      expect(all).toHaveLength(24)
    })

    const byTime = by<CourseSummary>(
      (one) => one.createdAt,
      (one) => one.id,
    )
    const byTitle = by<CourseSummary>(
      (one) => sortedAs(one.title),
      (one) => one.id,
    )
    const rules: Record<CourseSort, Rule<CourseSummary>> = { newest: turned(byTime), oldest: byTime, title_az: byTitle, title_za: turned(byTitle) }
    it.each(courseSorts)('sorted by %s shows each once, in order, page by page', async (sort) => {
      expect(idsOf(await pagesOf((place) => operator.api.agents.courses.list.query({ sort, ...place }), 5))).toEqual(idsOf(all.toSorted(rules[sort])))
      const bobs = idsOf(await pagesOf((place) => bob.api.agents.courses.list.query({ sort, ...place }), 1))
      expect(bobs).toHaveLength(6)
      expect(bobs).toEqual(idsOf(all.toSorted(rules[sort])).filter((id) => bobs.includes(id)))
    })
    refusesNonsense('/courses', courseSorts)
  })

  describe('A list of tasks', () => {
    let all: Task[]
    beforeAll(async () => {
      const { tasks } = w.db.tables
      for (let i = 0; i < 18; i++) {
        const { id } = await operator.api.agents.tasks.create.mutate({ title: `Task ${i}`, type: i % 2 === 0 ? 'review' : 'codegen', priority: i % 3 })
        const [createdAt, updatedAt] = [new Date(start + Math.floor(i / 3) * day), new Date(start + (i % 5) * day)]
        await w.db.update(tasks).set({ createdAt, updatedAt }).where(eq(tasks.id, id))
      }
      all = (await operator.api.agents.tasks.list.query({ limit: 100 })).items
      expect(all).toHaveLength(18)
    })

    const byTime = by<Task>(
      (one) => one.createdAt,
      (one) => one.id,
    )
    const byPriority = by<Task>(
      (one) => one.priority,
      (one) => one.id,
    )
    const byChange = by<Task>(
      (one) => one.updatedAt,
      (one) => one.id,
    )
    const rules: Record<TaskSort, Rule<Task>> = {
      newest: turned(byTime),
      oldest: byTime,
      priority_high: turned(byPriority),
      priority_low: byPriority,
      updated_newest: turned(byChange),
      updated_oldest: byChange,
    }
    it.each(taskSorts)('sorted by %s shows each once, in order, page by page, also narrowed', async (sort) => {
      expect(idsOf(await pagesOf((place) => operator.api.agents.tasks.list.query({ sort, ...place }), 4))).toEqual(idsOf(all.toSorted(rules[sort])))
      const fits = all.filter(({ type }) => type === 'review')
      const shown = await pagesOf((place) => operator.api.agents.tasks.list.query({ sort, type: 'review', search: 'task', ...place }), 2)
      expect(idsOf(shown)).toEqual(idsOf(fits.toSorted(rules[sort])))
    })
    it('does not take a priority that no column holds', async () => {
      const cursor = Buffer.from(JSON.stringify(['priority_low', 2 ** 40, newId(new Date())])).toString('base64url')
      expect(await refusalOf(operator.api.agents.tasks.list.query({ sort: 'priority_low', cursor }))).toBe('input.invalid')
    })
    refusesNonsense('/tasks', taskSorts)
  })
})
