import type { PaymentMethod } from '@pantheon/business'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../src/payments/test-cards.ts'

const cardUntil = (expiry: string, number = '4242424242424242'): PaymentMethod => ({ kind: 'card', card: { number, expiry, cvc: '123' } })

describe('A test card', () => {
  it.each([
    ['11/26', '2026-11-30T23:59:59.999Z', null],
    ['11/26', '2026-12-01T00:00:00.000Z', 'expired_card'],
    ['12 / 26', '2026-12-31T23:59:59.999Z', null],
    ['12/26', '2027-01-01T00:00:00.000Z', 'expired_card'],
    ['01/20', '2026-11-21T09:00:00.000Z', 'expired_card'],
    ['01/27', '2026-11-21T09:00:00.000Z', null],
  ])('with %s pays until the last day of its month is over: %s', (expiry, at, declines) => {
    expect(scriptOf(cardUntil(expiry), new Date(at))).toMatchObject({ declines })
  })
  it('keeps its month as one that can be compared', () => {
    expect(scriptOf(cardUntil('05 / 30'), new Date('2026-11-21T09:00:00.000Z')).expires).toBe('2030-05')
  })
  it('has its own refusal while it has not expired', () => {
    const poor = '4000000000009995'
    expect(scriptOf(cardUntil('12/30', poor), new Date('2026-11-21T09:00:00.000Z')).declines).toBe('insufficient_funds')
    expect(scriptOf(cardUntil('12/20', poor), new Date('2026-11-21T09:00:00.000Z')).declines).toBe('expired_card')
  })
})
