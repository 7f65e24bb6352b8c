import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PaymentMethod, PaymentProvider, ProviderPayment } from '@pantheon/business'
import { type Db, inBatches } from '@pantheon/db'
import { type Clock, fail, type Logger, newId, orFail } from '@pantheon/kernel'
import { z } from 'zod'
import { scriptOf } from './test-cards.ts'
import {
  type ChargeThen,
  cancelCharge,
  findChargesSince,
  findUndelivered,
  insertCharge,
  insertRefund,
  markDelivered,
  readCharge,
  type TestCharge,
  type TestRefund,
} from './test-charges.repo.ts'

const Callback = z.object({ id: z.string().max(200), type: z.string().max(100), at: z.iso.datetime(), charge: z.string().max(100) })
const readCallback = (rawBody: string): z.infer<typeof Callback> => {
  try {
    return Callback.parse(JSON.parse(rawBody))
  } catch {
    return fail('input.malformed')
  }
}
const toleranceSeconds = 300

export interface TestProviderDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** Delay until a charge settles. */
  settleMs: number
  /** Receives webhooks: the raw bytes and their signature, as over HTTP. */
  deliver: (rawBody: string, signature: string) => Promise<void>
  /** Signs the webhooks; random unless a test passes its own. */
  secret?: string
}

/**
 * The embedded payment provider: accepts test cards only, settles after a short delay, and sends signed webhooks until they are confirmed.
 * Its state is in the database, so that it survives a restart.
 */
export const createTestProvider = ({ db, clock, logger, settleMs, deliver, secret = randomBytes(32).toString('hex') }: TestProviderDeps) => {
  const macOf = (timestamp: string, rawBody: string): Buffer => createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest()
  const sign = (rawBody: string): string => {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000))
    return `t=${timestamp},v1=${macOf(timestamp, rawBody).toString('hex')}`
  }

  const sendWebhook = async ({ id, settleAt }: TestCharge): Promise<void> => {
    const body = JSON.stringify({ id: `evt_${id}`, type: 'charge.settled', at: settleAt.toISOString(), charge: id })
    await deliver(body, sign(body))
    await markDelivered(db, id, clock.now())
  }
  const sendWebhooks = async (): Promise<void> => {
    const now = clock.now()
    for await (const charge of inBatches<TestCharge>(50, (last, limit) => findUndelivered(db, now, { last, limit })))
      await sendWebhook(charge).catch((err: unknown) => logger.warn({ err, charge: charge.id }, 'a payment callback was not taken; it will be sent again'))
  }
  let sending: Promise<void> | undefined
  const sendPending = (): void => {
    sending ??= sendWebhooks()
      .catch((error: unknown) => logger.warn({ err: error }, 'charges that are due could not be read; it is tried again'))
      .finally(() => {
        sending = undefined
      })
  }
  let timer: NodeJS.Timeout | undefined

  const toPayment = ({ charge, refunds, at }: ChargeThen): ProviderPayment => {
    const { id: providerPaymentId, reference, amountMinor, currency, settleAt, outcome, brand, card, declineCode } = charge
    const isSettled = settleAt <= at
    return {
      reference,
      providerPaymentId,
      amountMinor,
      currency,
      state: outcome === 'declined' ? 'failed' : outcome === 'cancelled' ? 'cancelled' : isSettled ? 'succeeded' : 'processing',
      failureCode: outcome === 'declined' ? declineCode : null,
      actionUrl: null,
      method: `${brand ?? 'card'} •••• ${card}`,
      refunds: refunds.map((refund) => ({
        reference: refund.reference,
        providerRefundId: refund.id,
        amountMinor: refund.amountMinor,
        state: 'succeeded',
        failureCode: null,
      })),
      dispute: null,
      createdAt: settleAt,
    }
  }
  const find = async (by: Parameters<typeof readCharge>[1]): Promise<ProviderPayment | null> => {
    const found = await readCharge(db, by, clock)
    return found ? toPayment(found) : null
  }
  const describe = (paymentMethod: PaymentMethod): string => {
    const { brand, last4 } = scriptOf(paymentMethod, clock.now())
    return `${brand} •••• ${last4}`
  }

  const provider: PaymentProvider = {
    name: 'test',
    isTest: true,
    entry: 'test_card',
    describe,
    charge: async ({ reference, amountMinor, currency, paymentMethod }) => {
      const now = clock.now()
      const { brand, last4, declines } = scriptOf(paymentMethod, now)
      const charge = await insertCharge(db, {
        id: `test_${newId(now)}`,
        reference,
        amountMinor,
        currency,
        card: last4,
        brand,
        outcome: declines ? 'declined' : 'settled',
        declineCode: declines,
        settleAt: new Date(now.getTime() + settleMs),
        deliveredAt: declines ? now : null, // a declined charge is final at once and needs no webhook
      })
      if (charge.outcome === 'settled') setTimeout(sendPending, settleMs + 5).unref()
      const answer = toPayment({ charge, refunds: [], at: clock.now() })
      // Settlement is always reported by webhook, as real providers do, even when it has already happened.
      return answer.state === 'succeeded' ? { ...answer, state: 'processing' } : answer
    },
    openCheckout: async () => fail('payment.means_not_taken'),
    find: (id) => find({ id }),
    findByReference: (reference) => find({ reference }),
    cancel: async (id) => {
      await cancelCharge(db, id, clock)
      return orFail(await find({ id }), 'payment.not_found')
    },
    refund: async ({ reference, providerPaymentId, amountMinor }) => {
      const found = orFail(await readCharge(db, { id: providerPaymentId }, clock), 'payment.not_found')
      const { charge } = found
      const refund: TestRefund = { id: `refund_${newId(clock.now())}`, reference, chargeId: charge.id, amountMinor, createdAt: clock.now() }
      const made = toPayment(found).state === 'succeeded' ? await insertRefund(db, refund, charge.amountMinor) : undefined
      const { id: providerRefundId } = made ?? refund
      return { reference, providerRefundId, amountMinor, state: made ? 'succeeded' : 'failed', failureCode: made ? null : 'more_than_charged' }
    },
    payments: async function* (since) {
      for (const { id } of await findChargesSince(db, since)) {
        const payment = await find({ id })
        if (payment) yield payment
      }
    },
    verify: (rawBody, signature) => {
      const [, timestamp = '', mac = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? []
      const isSigned = mac !== '' && timingSafeEqual(macOf(timestamp, rawBody), Buffer.from(mac, 'hex'))
      const isRecent = Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= toleranceSeconds
      if (!isSigned || !isRecent) fail('payment.bad_signature')
      const { id, type, at, charge } = readCallback(rawBody)
      return { id, type, at: new Date(at), about: { kind: 'payment', id: charge } }
    },
  }
  return {
    provider,
    sign,
    /** Starts sending pending webhooks, beginning with those of an earlier process. */
    start: (): void => {
      timer = setInterval(sendPending, 1000)
      sendPending()
    },
    stop: async (): Promise<void> => {
      clearInterval(timer)
      await sending
    },
  }
}
export type TestProvider = ReturnType<typeof createTestProvider>
