import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PaymentProvider } from '@pantheon/business'
import type { TestCard } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Clock, fail, type Logger, newId } from '@pantheon/kernel'
import { z } from 'zod'
import { findOwed, insertCharge, markDelivered, type TestCharge } from './test-charges.repo.ts'

/** The scripted cards, with the numbers card schemes publish for tests. */
const scripts: Record<string, { brand: string; declines?: string }> = {
  '4242424242424242': { brand: 'visa' },
  '5555555555554444': { brand: 'mastercard' },
  '4000000000000002': { brand: 'visa', declines: 'card_declined' },
  '4000000000009995': { brand: 'visa', declines: 'insufficient_funds' },
}
const scriptOf = ({ number }: TestCard) =>
  scripts[number] ?? fail('payment.unknown_test_card', {}, [{ path: 'card.number', message: 'Not one of the test cards' }])

const Callback = z.object({
  reference: z.uuid(),
  providerPaymentId: z.string().max(100),
  outcome: z.enum(['succeeded', 'failed']),
  failureCode: z.string().nullable(),
})
const toleranceSeconds = 300

export interface TestProviderDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** How long settling takes. */
  settleMs: number
  /** Where callbacks go: the raw bytes and their signature, as over HTTP. */
  deliver: (rawBody: string, signature: string) => Promise<void>
  /** Signs the callbacks; random unless a test wants to sign its own. */
  secret?: string
}

/**
 * The embedded payment provider: takes scripted test cards only, settles a moment later, and tells by signed
 * callbacks until they are confirmed. It keeps its own books, so that it forgets nothing when the process dies.
 */
export const createTestProvider = ({ db, clock, logger, settleMs, deliver, secret = randomBytes(32).toString('hex') }: TestProviderDeps) => {
  const macOf = (timestamp: string, rawBody: string): Buffer => createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest()
  const sign = (rawBody: string): string => {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000))
    return `t=${timestamp},v1=${macOf(timestamp, rawBody).toString('hex')}`
  }

  const callBack = async ({ id, reference }: TestCharge): Promise<void> => {
    const body = JSON.stringify({ reference, providerPaymentId: id, outcome: 'succeeded', failureCode: null })
    await deliver(body, sign(body))
    await markDelivered(db, id, clock.now())
  }
  const callBackAll = async (): Promise<void> => {
    for (const charge of await findOwed(db, clock.now())) await callBack(charge)
  }
  let working: Promise<void> | undefined
  const beat = (): void => {
    working ??= callBackAll()
      .catch((error: unknown) => logger.warn({ err: error }, 'a payment callback was not taken; it will be sent again'))
      .finally(() => {
        working = undefined
      })
  }
  let timer: NodeJS.Timeout | undefined

  const provider: PaymentProvider = {
    name: 'test',
    isTest: true,
    describe: (card) => `${scriptOf(card).brand} •••• ${card.number.slice(-4)}`,
    charge: async ({ reference, amountMinor, currency, card }) => {
      const { declines } = scriptOf(card)
      const now = clock.now()
      const charge = await insertCharge(db, {
        id: `test_${newId()}`,
        reference,
        amountMinor,
        currency,
        card: card.number.slice(-4),
        outcome: declines ? 'declined' : 'settled',
        settleAt: new Date(now.getTime() + settleMs),
        deliveredAt: declines ? now : null, // a refusal is answered at once and owes no callback
      })
      if (charge.outcome === 'declined') return { outcome: 'declined', providerPaymentId: charge.id, reason: declines ?? 'card_declined' }
      setTimeout(beat, settleMs + 5).unref()
      return { outcome: 'processing', providerPaymentId: charge.id }
    },
    verify: (rawBody, signature) => {
      const [, timestamp = '', mac = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? []
      const isSigned = mac !== '' && timingSafeEqual(macOf(timestamp, rawBody), Buffer.from(mac, 'hex'))
      const isRecent = Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= toleranceSeconds
      if (!isSigned || !isRecent) fail('payment.bad_signature')
      return Callback.parse(JSON.parse(rawBody))
    },
  }
  return {
    provider,
    sign,
    /** Starts sending owed callbacks, those of an earlier process first. */
    start: (): void => {
      timer = setInterval(beat, 1000)
      beat()
    },
    stop: async (): Promise<void> => {
      clearInterval(timer)
      await working
    },
  }
}
export type TestProvider = ReturnType<typeof createTestProvider>
