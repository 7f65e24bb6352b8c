import type { PaymentMethod } from '@pantheon/business'
import { fail } from '@pantheon/kernel'

/** The behaviour of a test card. */
export interface TestCardScript {
  brand: string
  last4: string
  /** `2030-12`. */
  expires: string
  /** The decline code when it is charged; null when it succeeds. */
  declines: string | null
  /** The decline code when it is charged later without its owner. */
  declinesLater: string | null
}
type Behaviour = Pick<TestCardScript, 'brand'> & Partial<TestCardScript>

/** The test cards, with the numbers that card schemes publish for tests. */
const scripts: Record<string, Behaviour> = {
  '4242424242424242': { brand: 'visa' },
  '5555555555554444': { brand: 'mastercard' },
  '4000000000000002': { brand: 'visa', declines: 'card_declined' },
  '4000000000009995': { brand: 'visa', declines: 'insufficient_funds' },
  '4000000000000341': { brand: 'visa', declinesLater: 'card_declined' },
}
const unknown = (): never => fail('payment.unknown_test_card', {}, [{ path: 'card.number', message: 'Not one of the test cards' }])

/** The decline code of a card that expires in a month such as `2030-12` when it is charged at `at`: null until that month is over, in UTC. */
export const expiryDecline = (expires: string, at: Date): string | null => (at.toISOString().slice(0, 7) > expires ? 'expired_card' : null)

/** The behaviour of a card at `at`. Fails with `payment.means_not_taken` or `payment.unknown_test_card`. */
export const scriptOf = (paymentMethod: PaymentMethod, at: Date): TestCardScript => {
  if (paymentMethod.kind !== 'card') return fail('payment.means_not_taken', {}, [{ path: 'token', message: 'Only test cards' }])
  const { brand, declines = null, declinesLater = declines } = scripts[paymentMethod.card.number] ?? unknown()
  const [month, year] = paymentMethod.card.expiry.split('/')
  const expires = `20${year?.trim()}-${month?.trim()}`
  return { brand, last4: paymentMethod.card.number.slice(-4), expires, declines: expiryDecline(expires, at) ?? declines, declinesLater }
}
