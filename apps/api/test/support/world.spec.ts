import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, testCard, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('The world that stories are told in, on %s', async (dialect) => {
  const { buyer, operator, visitor, settle, close } = await world(dialect)
  afterAll(close)

  it('holds a product that is bought, paid, written and delivered, all over HTTP', async () => {
    const [shop, customer] = await Promise.all([operator(), buyer()])
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const order = await customer.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await customer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await settle()
    const delivered = await customer.rest('GET', `/orders/${order.id}`)
    expect(delivered).toMatchObject({ status: 200, body: { status: 'fulfilled' } })
    const { items } = await customer.api.agents.courses.list.query({ orderId: order.id })
    expect(items).toMatchObject([{ status: 'complete' }])
  })

  it('tells a visitor from people who signed in, and an operator from a buyer', async () => {
    expect(await refusalOf(visitor().api.auth.me.query())).toBe('auth.required')
    expect((await (await buyer()).api.auth.me.query()).permissions).not.toContain('aws:read')
    expect((await (await operator()).api.auth.me.query()).permissions).toContain('aws:read')
  })
})
