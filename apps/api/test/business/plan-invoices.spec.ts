import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

const day = 86_400_000

describe.each(storyDialects)('The invoices of a plan, on %s', (dialect) => {
  let w: World
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  beforeAll(async () => {
    w = await world(dialect, { clock })
  })
  afterAll(() => w.close())
  const subscribes = async (plan: 'basic' | 'pro'): Promise<SignedInCaller> => {
    const buyer = await w.buyer()
    await buyer.api.business.subscription.pay.mutate({ plan, card: testCard })
    await w.settle()
    return buyer
  }
  const papersOf = async (caller: SignedInCaller) => (await caller.api.business.invoices.list.query({ sort: 'oldest' })).items
  const linesOf = async (caller: SignedInCaller) => (await papersOf(caller)).map(({ kind, lines, total }) => [kind, lines[0]?.description, total])
  const dayOf = (at: Date) => at.toISOString().slice(0, 10)
  const monthAfter = (at: Date, months: number): Date => {
    const after = new Date(at)
    after.setUTCMonth(at.getUTCMonth() + months, 1)
    const last = new Date(Date.UTC(after.getUTCFullYear(), after.getUTCMonth() + 1, 0)).getUTCDate()
    after.setUTCDate(Math.min(at.getUTCDate(), last))
    return after
  }

  it('come with the first month, numbered among those of orders, with the tax in it, and as PDF in both languages', async () => {
    const buyer = await subscribes('basic')
    const [paper, ...others] = await papersOf(buyer)
    expect(others).toEqual([])
    const begun = clock.now()
    expect(paper).toMatchObject({
      kind: 'invoice',
      number: expect.stringMatching(/^INV-/),
      orderId: null,
      currency: 'JPY',
      total: '980',
      tax: '89',
      net: '891',
      taxRate: '10',
    })
    expect(paper?.lines).toEqual([
      { description: `Pantheon Basic (${dayOf(begun)} – ${dayOf(monthAfter(begun, 1))})`, quantity: 1, unitPrice: '980', total: '980' },
    ])
    expect(paper?.buyer).toMatchObject({ organization: buyer.account.organization.name, name: buyer.account.user.name, email: buyer.account.user.email })
    for (const locale of ['en', 'ja']) {
      const file = await buyer.rest('GET', `/invoices/${paper?.id}/pdf?locale=${locale}`)
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    }
    const { id: productId } = await (await w.operator()).api.business.products.create.mutate(courseProduct)
    const { id } = await buyer.api.business.orders.place.mutate({ productId, input: courseInput })
    await buyer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await w.settle()
    const papers = await papersOf(buyer)
    expect(papers.map(({ orderId }) => orderId)).toEqual([null, id])
    expect(papers.map(({ number }) => number)).toEqual(papers.map(({ number }) => number).toSorted())
  })

  it('are one for what is paid once, however often and at once it is heard of', async () => {
    const buyer = await subscribes('basic')
    const { subscriptions } = w.db.tables
    const ours = (await w.db.select().from(subscriptions)).find(({ organizationId }) => organizationId === buyer.account.organization.id)
    await Promise.all(Array.from({ length: 6 }, () => w.system.services.subscriptions.handleCallback(ours?.providerSubscriptionId ?? '')))
    await w.settle()
    expect(await papersOf(buyer)).toHaveLength(1)
  })

  it('are the difference for a larger plan, and a month for each that passed while nobody looked', async () => {
    const buyer = await subscribes('basic')
    const begun = clock.now()
    await buyer.api.business.subscription.change.mutate({ plan: 'pro' })
    await w.settle()
    shift += 70 * day
    await w.system.services.subscriptions.catchUp()
    await w.settle()
    await buyer.api.auth.login.mutate({ email: buyer.account.user.email, password: buyer.password })
    const [first, second, third] = [0, 1, 2].map((months) => dayOf(monthAfter(begun, months)))
    expect(await linesOf(buyer)).toEqual([
      ['invoice', `Pantheon Basic (${first} – ${second})`, '980'],
      ['invoice', `Pantheon Pro (${first} – ${second})`, '2000'],
      ['invoice', `Pantheon Pro (${second} – ${third})`, '2980'],
      ['invoice', `Pantheon Pro (${third} – ${dayOf(monthAfter(begun, 3))})`, '2980'],
    ])
  })

  it('are credited when a plan that was paid for beside another is given back', async () => {
    const buyer = await subscribes('basic')
    const { subscriptions } = w.db.tables
    const mine = eq(subscriptions.organizationId, buyer.account.organization.id)
    // As it is written when another one turns out to be paid for already.
    await w.db.update(subscriptions).set({ state: 'surplus' }).where(mine)
    for (let i = 0; i < 2; i++) await w.system.services.subscriptions.catchUp()
    await w.settle()
    expect((await w.db.select().from(subscriptions).where(mine))[0]).toMatchObject({ state: 'ended', calledOffAt: expect.any(Date) })
    const [invoice, credited, ...others] = await papersOf(buyer)
    expect(others).toEqual([])
    expect(invoice).toMatchObject({ kind: 'invoice', total: '980' })
    expect(credited).toMatchObject({
      kind: 'credit_note',
      corrects: invoice?.number,
      total: '980',
      tax: '89',
      subscriptionId: invoice?.subscriptionId,
      orderId: null,
    })
  })

  it('are nobody else’s', async () => {
    const buyer = await subscribes('pro')
    const [paper] = await papersOf(buyer)
    const stranger = await w.buyer()
    expect((await stranger.rest('GET', `/invoices/${paper?.id}`)).status).toBe(404)
    expect(await papersOf(stranger)).toEqual([])
  })
})
