import { describe, expect, it } from 'vitest'
import { completionOf, orderAbout, orderStatuses, orderTitle } from '../src/index.ts'

describe('What an order is about', () => {
  it.each([
    [{ topic: 'パン作り' }, 'パン作り'],
    [{ brief: '\n First this.\nThen that.' }, 'First this.'],
    [{ topic: ' ', brief: 'not asked' }, 'Custom course'],
    [{}, 'Custom course'],
  ])('of %j is %j', (input, about) => {
    expect(orderAbout({ input, productName: 'Custom course' } as never)).toBe(about)
  })
  it('is cut where it is a title', () => {
    const title = orderTitle({ input: { brief: 'A long wish. '.repeat(40) }, productName: 'Advice' } as never)
    expect(title).toHaveLength(120)
    expect(title.endsWith('…')).toBe(true)
  })
})

describe('The time at which an order was completed', () => {
  it('is that of a delivery only when the order was not cancelled', () => {
    expect(orderStatuses.filter((status) => completionOf({ status }) === 'cancelled')).toEqual(['cancelled'])
    expect(completionOf({ status: 'refunded' })).toBe('delivered')
  })
})
