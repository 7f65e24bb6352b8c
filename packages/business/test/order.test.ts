import { isCounted, orderStatuses, productCategories } from '@pantheon/contract'
import { Failure, newId } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newProduct, type StoredProduct, toProduct } from '../src/catalogue/product.ts'
import { moveOrder, orderStateMachine, placeOrder, toOrder } from '../src/orders/order.ts'

const at = new Date('2026-05-01T10:00:00Z')
const course = newProduct(
  { name: 'Course', description: '', price: '49.00', currency: 'USD', category: 'ai_course_generation', status: 'active' },
  newId(new Date()),
  at,
)
const input = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 2, targetAudience: 'bakers', language: 'en' }
const by = { id: newId(new Date()), userId: newId(new Date()), organizationId: newId(new Date()), at, ignoresUnknown: false, describe: toProduct }
const request = { productId: course.id, quantity: 1, input }
const support: StoredProduct = { ...course, name: 'Support', category: 'technical_support' }
const brief = { brief: 'The printer is on fire again.' }
const failureOf = (work: () => unknown): Failure => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('It did not fail')
}

describe('Placing an order', () => {
  it('freezes the price of now and awaits payment', () => {
    const order = placeOrder(support, { ...request, quantity: 3, input: brief }, by)
    expect(order).toMatchObject({ status: 'awaiting_payment', unitPriceMinor: 4900, totalMinor: 14_700, currency: 'USD', productName: 'Support' })
    expect(toOrder(order)).toMatchObject({ unitPrice: '49.00', totalAmount: '147.00', completedAt: null })
  })
  it('is refused for a product that is not on sale', () => {
    expect(failureOf(() => placeOrder({ ...course, status: 'archived' }, request, by)).code).toBe('product.not_orderable')
  })
  it('is refused for a product that has no price', () => {
    expect(failureOf(() => placeOrder({ ...course, priceMinor: 0 }, request, by))).toMatchObject({
      code: 'product.not_orderable',
      details: { reason: 'no_price' },
    })
  })
  it('is refused, with the product of now, when the buyer saw another version of it', () => {
    const failure = failureOf(() => placeOrder({ ...course, version: 4 }, { ...request, expectedVersion: 3 }, by))
    expect(failure).toMatchObject({ code: 'version.stale', details: { current: { id: course.id, version: 4 } } })
  })
  it('says which part of the input the agent cannot work with', () => {
    const failure = failureOf(() => placeOrder(course, { ...request, input: { ...input, durationWeeks: 99 } }, by))
    expect(failure.code).toBe('order.input_invalid')
    expect(failure.fields.map(({ path }) => path)).toEqual(['input.durationWeeks'])
  })
  it.each(productCategories)('takes several of what people do, and one of what is made once: %s', (category) => {
    const asked = { ...request, input: category === 'ai_course_generation' ? input : brief }
    const place = (quantity: number) => placeOrder({ ...course, category }, { ...asked, quantity }, by)
    expect(place(1)).toMatchObject({ quantity: 1, totalMinor: 4900 })
    if (isCounted(category)) return expect(place(2)).toMatchObject({ quantity: 2, totalMinor: 9800 })
    expect(failureOf(() => place(2))).toMatchObject({ code: 'order.not_counted', details: { category, most: 1 }, fields: [{ path: 'quantity' }] })
  })
  it('refuses a field that the agent did not ask for, and leaves it out where unknown fields are ignored', () => {
    const asked = { ...request, input: { ...input, admin: true } }
    expect(failureOf(() => placeOrder(course, asked, by))).toMatchObject({ code: 'order.input_invalid', fields: [{ path: 'input.admin', code: 'unknown' }] })
    expect(placeOrder(course, asked, { ...by, ignoresUnknown: true }).input).toEqual(input)
  })
  it('takes another category only with a brief', () => {
    expect(failureOf(() => placeOrder(support, { ...request, input: { brief: 'short' } }, by)).fields[0]?.path).toBe('input.brief')
    expect(placeOrder(support, { ...request, input: brief }, by).status).toBe('awaiting_payment')
  })
})

describe('The life of an order', () => {
  const order = placeOrder(course, request, by)
  it('goes from payment over work to fulfilment', () => {
    const path = (['paid', 'in_progress', 'fulfilled'] as const).reduce((now, next) => moveOrder(now, next, at), order)
    expect(path).toMatchObject({ status: 'fulfilled', version: 4, completedAt: at })
  })
  it('never leaves cancelled or refunded, and never skips payment', () => {
    for (const to of orderStatuses) {
      expect(orderStateMachine.can('cancelled', to)).toBe(false)
      expect(orderStateMachine.can('refunded', to)).toBe(false)
    }
    expect(failureOf(() => moveOrder(order, 'fulfilled', at))).toMatchObject({
      code: 'order.wrong_state',
      details: { status: 'awaiting_payment', wanted: 'fulfilled' },
    })
  })
  it('counts its version up at each step that is allowed, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...orderStatuses), { maxLength: 12 }), (steps) => {
        let now = order
        for (const step of steps) {
          if (!orderStateMachine.can(now.status, step)) continue
          const next = moveOrder(now, step, at)
          expect(next.version).toBe(now.version + 1)
          expect(next.totalMinor).toBe(order.totalMinor)
          now = next
        }
      }),
    )
  })
})
