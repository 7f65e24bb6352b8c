import { orderSorts, orderStatuses } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { isSameRules } from '../src/features/desk/rules.ts'
import { dayOf, orderSorts as pressed, readOrderSearch, rulesOfSearch, startOfDay, statusesOf } from '../src/features/orders/order-search.ts'

const id = '01890000-0000-7000-8000-000000000000'

describe('The address of a list of orders', () => {
  it('says every rule the server takes', () => {
    const full = {
      status: 'paid,failed',
      category: 'technical_support',
      productId: id,
      buyer: 'mina',
      currency: 'EUR',
      minAmount: '10',
      maxAmount: '99.50',
      placedFrom: '2026-01-01T00:00:00.000Z',
      placedBefore: '2026-02-01T00:00:00.000Z',
      sort: 'amount_low',
    }
    expect(readOrderSearch(full)).toEqual(full)
    expect(rulesOfSearch(readOrderSearch(full))).toEqual(full)
  })
  it('leaves out what makes no sense, and the sort that needs no saying', () => {
    const nonsense = {
      status: 'lost,constructor',
      category: 'x',
      productId: "'",
      buyer: '  ',
      currency: 'toString',
      minAmount: '10',
      maxAmount: {},
      placedFrom: 'yesterday',
      placedBefore: '99999-01-01',
      sort: 'newest',
      page: '2',
    }
    expect(readOrderSearch(nonsense)).toEqual({})
    // As the router does it: no key of the address may shine through.
    expect({ ...nonsense, ...readOrderSearch(nonsense) }).toEqual({ page: '2' })
    expect(readOrderSearch({ currency: 'JPY', minAmount: '10.5', maxAmount: 2000, buyer: 2024 })).toEqual({ currency: 'JPY', maxAmount: '2000', buyer: '2024' })
  })
  it('knows every state and every sort of the contract', () => {
    expect(statusesOf(orderStatuses.join(','))).toEqual([...orderStatuses])
    expect(Object.keys(pressed)).toEqual([...orderSorts])
  })
  it('takes days in the reader’s own time, and gives them back', () => {
    const [from, before] = [startOfDay('2026-03-29'), startOfDay('2026-03-29', 1)]
    expect([dayOf(from), dayOf(before, 1)]).toEqual(['2026-03-29', '2026-03-29'])
    expect([startOfDay(''), startOfDay('x'), dayOf(undefined)]).toEqual([undefined, undefined, ''])
  })
  it('is the same filter in whatever order it is written', () => {
    expect(isSameRules({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true)
    expect(isSameRules({ a: '1' }, { a: '1', b: '2' })).toBe(false)
  })
})
