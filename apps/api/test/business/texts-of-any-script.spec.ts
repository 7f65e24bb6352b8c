import { randomUUID } from 'node:crypto'
import type { Page } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { dialects, findStaleKeys } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

/** Texts of people, each with what finds it and nothing else of them. */
const found: Record<string, readonly string[]> = {
  'Élodie ÖZTÜRK': ['élodie', 'ELODIE', 'öztürk', 'ozturk', 'O\u0308zt'],
  'Привет Семён': ['привет', 'ПРИВЕТ', 'семен'],
  'Lange Straße': ['strasse', 'STRASSE', 'straße', 'STRAẞE'],
  'ﾊﾟﾝ ｶﾞｲﾄﾞ': ['ガイド', 'がいど', 'パン', 'ｶﾞｲﾄﾞ'],
  'カイト ｔｏｋｙｏ': ['ｶｲﾄ', 'かいと', 'TOKYO'],
}
const texts = Object.keys(found)
/** As they are sorted, on any machine. */
const rising = ['an', 'élan', 'Elbe', 'Öl', 'olé', 'Ørsted', 'zoo', 'Ёж', 'ежа', 'Яна', 'カイト', 'がいど', 'ｶﾞﾝ', '漢字']
const shuffled = rising.toSorted((a, b) => ((a.length * 7 + a.charCodeAt(0)) % 11) - ((b.length * 7 + b.charCodeAt(0)) % 11))

/** The whole list, two at a time. */
const all = async <T>(read: (place: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await read({ limit: 2, ...(cursor !== undefined && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  }
  return items
}

describe.each(dialects)('Texts of any script on %s', (dialect) => {
  let w: World
  let shop: SignedInCaller
  let owner: SignedInCaller
  let people: SignedInCaller[]
  beforeAll(async () => {
    w = await world(dialect)
    ;[shop, owner] = [await w.operator(), await w.buyer()]
    people = await Promise.all(texts.map(() => w.buyer()))
    for (const [i, person] of people.entries()) {
      await person.api.auth.profile.update.mutate({ name: texts[i] ?? '' })
      const { memberships } = w.db.tables
      await w.db
        .insert(memberships)
        .values({ organizationId: owner.account.organization.id, userId: person.account.user.id, role: 'member', createdAt: new Date() })
    }
  })
  afterAll(() => w.close())

  /** Each text is found by what finds it, and only it. */
  const finds = async (search: (typed: string) => Promise<string[]>) => {
    for (const [text, typed] of Object.entries(found)) for (const part of typed) expect({ part, texts: await search(part) }).toEqual({ part, texts: [text] })
  }

  it('are found among the buyers of orders', async () => {
    const { id: productId } = await shop.api.business.products.create.mutate(courseProduct)
    for (const person of people) await person.api.business.orders.place.mutate({ productId, input: courseInput })
    await finds(async (buyer) => (await shop.api.business.orders.list.query({ buyer })).items.map(({ buyer: by }) => by?.name ?? ''))
  })

  it('are found among members', () => finds(async (search) => (await owner.api.organizations.members.list.query({ search })).items.map(({ name }) => name)))

  it('are found in the titles and descriptions of tasks', async () => {
    for (const title of texts) await owner.api.agents.tasks.create.mutate({ title, type: 'review' })
    await finds(async (search) => (await owner.api.agents.tasks.list.query({ search })).items.map(({ title }) => title))
    const [first] = (await owner.api.agents.tasks.list.query({ search: 'élodie' })).items
    await owner.api.agents.tasks.update.mutate({ id: first?.id ?? '', version: first?.version ?? 0, description: 'Für den Bäcker in Łódź' })
    expect((await owner.api.agents.tasks.list.query({ search: 'FUR DEN BACKER IN LODZ' })).items.map(({ id }) => id)).toEqual([first?.id])
    expect(Object.keys(first ?? {}).filter((field) => field.endsWith('Search'))).toEqual([])
  })

  it('are found in the audit log: people and keys', async () => {
    for (const [i, person] of people.entries()) {
      const { secret } = await person.api.auth.apiKeys.create.mutate({ name: texts[i] ?? '', permissions: ['task:manage', 'task:read'], expiresInDays: null })
      await w.visitor({ authorization: `Bearer ${secret}` }).rest('POST', '/tasks', { title: 'By a key', type: 'review' })
    }
    await w.settle()
    for (const [i, person] of people.entries()) {
      for (const search of found[texts[i] ?? ''] ?? []) {
        const { items } = await person.api.audit.list.query({ search, action: 'task.created' })
        expect({ search, keys: items.map(({ apiKey }) => apiKey?.name) }).toEqual({ search, keys: [texts[i]] })
      }
      expect((await person.api.audit.list.query({ search: 'nobody', action: 'task.created' })).items).toEqual([])
      expect(await person.api.audit.verify.mutate({})).toMatchObject({ isIntact: true })
    }
  })

  it('are found and sorted among products', async () => {
    const made = async (name: string) => (await shop.api.business.products.create.mutate({ ...courseProduct, name, category: 'technical_support' })).id
    for (const name of [...texts, ...shuffled]) await made(name)
    const list = shop.api.business.products.list.query
    await finds(async (search) => (await list({ search, limit: 100 })).items.map(({ name }) => name).filter((name) => texts.includes(name)))
    for (const [sort, names] of [['name_az', rising] as const, ['name_za', rising.toReversed()] as const]) {
      const shown = await all((place) => list({ sort, category: 'technical_support', ...place }))
      expect(shown.map(({ name }) => name).filter((name) => rising.includes(name))).toEqual(names)
    }
  })

  it('are sorted among the buyers of invoices and the titles of courses', async () => {
    const buyer = people[0]
    const { id: productId } = await shop.api.business.products.create.mutate(courseProduct)
    const { id } = (await buyer?.api.business.orders.place.mutate({ productId, input: courseInput })) ?? { id: '' }
    await buyer?.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await w.settle()
    const { invoices, orders, payments, courses, aiJobs } = w.db.tables
    const [paper] = await w.db.select().from(invoices)
    const [course] = await w.db.select().from(courses)
    const [order] = await w.db.select().from(orders).where(eq(orders.id, id))
    const [payment] = await w.db.select().from(payments).where(eq(payments.orderId, id))
    const [job] = await w.db.select().from(aiJobs)
    if (!paper || !course || !order || !payment || !job) throw new Error('The paid order led to no paper and course')
    for (const [i, organization] of shuffled.entries()) {
      const [orderId, paymentId, jobId] = [newId(new Date()), newId(new Date()), newId(new Date())]
      await w.db.insert(orders).values({ ...order, id: orderId })
      await w.db.insert(payments).values({ ...payment, id: paymentId, orderId })
      await w.db.insert(invoices).values({ ...paper, id: newId(new Date()), number: 1000 + i, orderId, paymentId, buyer: { ...paper.buyer, organization } })
      await w.db.insert(aiJobs).values({ ...job, id: jobId, dedupeKey: randomUUID() })
      await w.db.insert(courses).values({ ...course, id: newId(new Date()), jobId, title: organization })
    }
    const invoiced = async (sort: 'buyer_az' | 'buyer_za') =>
      (await all((place) => shop.api.business.invoices.list.query({ sort, ...place })))
        .map((one) => one.buyer.organization)
        .filter((name) => rising.includes(name))
    const titled = async (sort: 'title_az' | 'title_za') =>
      (await all((place) => shop.api.agents.courses.list.query({ sort, ...place }))).map(({ title }) => title).filter((title) => rising.includes(title))
    expect([await invoiced('buyer_az'), await titled('title_az')]).toEqual([rising, rising])
    expect([await invoiced('buyer_za'), await titled('title_za')]).toEqual([rising.toReversed(), rising.toReversed()])
  })

  it('are sorted among teams, their people and kept filters', async () => {
    const { teams } = owner.api.organizations
    for (const name of shuffled) await teams.create.mutate({ name })
    const made = (await teams.list.query()).items
    expect(made.map(({ name }) => name)).toEqual(rising)
    for (const { account } of people) await teams.addMember.mutate({ id: made[0]?.id ?? '', userId: account.user.id })
    const [team] = (await teams.list.query()).items
    expect(team?.members.map(({ name }) => name)).toEqual(['Élodie ÖZTÜRK', 'Lange Straße', 'Привет Семён', 'カイト ｔｏｋｙｏ', 'ﾊﾟﾝ ｶﾞｲﾄﾞ'])
    for (const name of shuffled.slice(0, 10)) await owner.api.business.savedFilters.save.mutate({ list: 'orders', name, rules: {} })
    const { items } = await owner.api.business.savedFilters.list.query({ list: 'orders' })
    expect(items.map(({ name }) => name)).toEqual(rising.filter((name) => items.some((item) => item.name === name)))
  })

  it('leave no key behind that is of another text, whatever becomes of them', async () => {
    const [first, second] = people
    await first?.api.auth.profile.update.mutate({ name: 'Zoë' })
    await second?.api.auth.deleteAccount.mutate({ confirmation: second.password })
    await w.settle()
    expect((await shop.api.business.orders.list.query({ buyer: 'привет' })).items).toEqual([])
    expect((await shop.api.business.orders.list.query({ buyer: 'zoe' })).items.length).toBeGreaterThan(0)
    expect(await findStaleKeys(w.system.db)).toEqual([])
  })
})
