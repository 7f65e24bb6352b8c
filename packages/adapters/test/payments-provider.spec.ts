import type { ChargeRequest, PaymentMethod, PaymentProvider, ProviderPayment } from '@pantheon/business'
import { type Db, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { signWebhook, startStripeServer } from '@pantheon/fakes'
import { newId } from '@pantheon/kernel'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStripe } from '../src/payments/stripe.ts'
import { createTestProvider } from '../src/payments/test-provider.ts'

/** A provider in a place where a test decides what happens to it. */
interface Place {
  provider: PaymentProvider
  good: PaymentMethod
  poor: PaymentMethod
  /** Means that are not taken at once: until then the payment can be called off. */
  slow: PaymentMethod
  /** Means of the kind that the provider does not take. */
  foreign: PaymentMethod
  /** Lets what is on its way arrive. */
  settle: () => Promise<void>
  sign: (rawBody: string, at: Date, secret?: string) => string
  /** A callback as the provider writes them, about this payment. */
  callback: (payment: ProviderPayment) => string
  close: () => Promise<void>
  /** What lies between us and a provider that is somewhere else. */
  away?: {
    /** A card whose bank wants to see the buyer, and what they do on its page. */
    guarded: PaymentMethod
    visitBank: (actionUrl: string, outcome: 'complete' | 'fail') => Promise<void>
    /** Whether answers get lost, after the work was done. */
    loseAnswers: (isLost: boolean) => void
    goAway: () => Promise<void>
  }
}

const start = new Date('2026-11-21T09:00:00.000Z')
let time = start
const clock = { now: () => time }
const later = (ms: number): void => {
  time = new Date(time.getTime() + ms)
}
const silent = () => undefined
const logger = { info: silent, warn: silent, error: silent }

const atStripe = async (): Promise<Place> => {
  const server = await startStripeServer({ clock })
  const { url, secretKey, webhookSecret } = server
  return {
    provider: createStripe({ secretKey, webhookSecret, apiBase: url, clock, logger, timeoutMs: 2000, retries: 1 }),
    good: { kind: 'token', token: 'pm_card_visa' },
    poor: { kind: 'token', token: 'pm_card_chargeDeclinedInsufficientFunds' },
    slow: { kind: 'token', token: 'pm_card_threeDSecure2Required' },
    foreign: { kind: 'card', card: { number: '4242424242424242', expiry: '12/30', cvc: '123' } },
    settle: async () => undefined,
    sign: (rawBody, at, secret = webhookSecret) => signWebhook(rawBody, secret, Math.floor(at.getTime() / 1000)),
    callback: ({ providerPaymentId }) =>
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'payment_intent.succeeded',
        created: 1_795_251_600,
        data: { object: { id: providerPaymentId, object: 'payment_intent' } },
      }),
    close: () => server.stop(),
    away: {
      guarded: { kind: 'token', token: 'pm_card_threeDSecure2Required' },
      visitBank: async (actionUrl, outcome) => {
        const page = await fetch(actionUrl)
        expect(page.status).toBe(200)
        const left = await fetch(actionUrl, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
        expect(left.headers.get('location')).toMatch(/^http:\/\/shop\.test\/back\?/)
      },
      loseAnswers: (isLost) => {
        server.mood = isLost ? 'losing' : 'well'
      },
      goAway: () => server.stop(),
    },
  }
}

const card = (number: string): PaymentMethod => ({ kind: 'card', card: { number, expiry: '12/30', cvc: '123' } })
/** One database for all tests of a dialect. */
const opened = new Map<string, { db: Db; drop: () => Promise<void> }>()
const ledgerOn = async (dialect: (typeof dialects)[number]): Promise<Db> => {
  const known = opened.get(dialect)
  if (known) return known.db
  const { url, drop } = await createTestDatabase(dialect)
  const db = await openDb(url)
  opened.set(dialect, { db, drop })
  return db
}
afterAll(async () => {
  for (const { db, drop } of opened.values()) {
    await db.close()
    await drop()
  }
})

const embedded = async (dialect: (typeof dialects)[number]): Promise<Place> => {
  const db = await ledgerOn(dialect)
  const settleMs = 1000
  const { provider, stop } = createTestProvider({ db, clock, logger, settleMs, secret: 'whsec_embedded', deliver: async () => undefined })
  return {
    provider,
    good: card('4242424242424242'),
    poor: card('4000000000009995'),
    slow: card('4242424242424242'),
    foreign: { kind: 'token', token: 'pm_card_visa' },
    settle: async () => later(settleMs),
    sign: (rawBody, at, secret = 'whsec_embedded') => signWebhook(rawBody, secret, Math.floor(at.getTime() / 1000)),
    callback: ({ providerPaymentId: charge }) => JSON.stringify({ id: `evt_${charge}`, type: 'charge.settled', at: clock.now().toISOString(), charge }),
    close: async () => {
      await stop()
      await db.delete(db.tables.testRefunds)
      await db.delete(db.tables.testCharges)
    },
  }
}

const places = [
  { name: 'Stripe', isAway: true, open: atStripe },
  ...dialects.map((dialect) => ({ name: `the embedded provider on ${dialect}`, isAway: false, open: () => embedded(dialect) })),
]

describe.each(places)('Payments through $name', ({ isAway, open }) => {
  let place: Place
  let provider: PaymentProvider
  beforeEach(async () => {
    time = start
    place = await open()
    provider = place.provider
  })
  afterEach(() => place.close())

  const request = (more: Partial<ChargeRequest> = {}): ChargeRequest => ({
    reference: newId(time),
    amountMinor: 4900,
    currency: 'USD',
    description: 'A course on shells',
    paymentMethod: place.good,
    returnUrl: 'http://shop.test/back',
    ...more,
  })
  const charge = async (more: Partial<ChargeRequest> = {}): Promise<ProviderPayment> => {
    const { reference } = await provider.charge(request(more))
    await place.settle()
    return (await provider.findByReference(reference!))!
  }
  const all = async (since: Date): Promise<ProviderPayment[]> => {
    const found: ProviderPayment[] = []
    for await (const payment of provider.payments(since)) found.push(payment)
    return found
  }
  const refund = (payment: ProviderPayment, amountMinor: number, reference = newId(time)) =>
    provider.refund({ reference, providerPaymentId: payment.providerPaymentId, amountMinor, currency: payment.currency })

  describe('taking money', () => {
    it('takes what was asked for, and tells the whole payment', async () => {
      const asked = request()
      const answer = await provider.charge(asked)
      expect(['processing', 'succeeded']).toContain(answer.state)
      await place.settle()
      const taken = await provider.find(answer.providerPaymentId)
      expect(taken).toEqual({
        reference: asked.reference,
        providerPaymentId: answer.providerPaymentId,
        amountMinor: 4900,
        currency: 'USD',
        state: 'succeeded',
        failureCode: null,
        actionUrl: null,
        method: 'visa •••• 4242',
        refunds: [],
        dispute: null,
        createdAt: expect.any(Date),
      })
    })
    it('takes yen without decimals', async () => {
      expect(await charge({ amountMinor: 980, currency: 'JPY' })).toMatchObject({ amountMinor: 980, currency: 'JPY', state: 'succeeded' })
    })
    it('takes it once for one reference, also when asked again and when asked at the same time', async () => {
      const asked = request()
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => provider.charge(asked)))
      answers.push(await provider.charge(asked))
      expect(new Set(answers.map(({ providerPaymentId }) => providerPaymentId)).size).toBe(1)
      expect(await all(start)).toHaveLength(1)
    })
    it('takes it once for one reference although the means change', async () => {
      const asked = request()
      const first = await provider.charge(asked)
      expect(await provider.charge({ ...asked, paymentMethod: place.poor })).toMatchObject({ providerPaymentId: first.providerPaymentId })
      expect(await all(start)).toHaveLength(1)
    })
    it('answers a refusal, and answers it again', async () => {
      const asked = request({ paymentMethod: place.poor })
      const answer = await provider.charge(asked)
      expect(answer).toMatchObject({ reference: asked.reference, state: 'failed', failureCode: 'insufficient_funds' })
      expect(await provider.charge(asked)).toEqual(answer)
      expect(await provider.find(answer.providerPaymentId)).toEqual(answer)
    })
    it('tells means that it does not take, before it asks anybody', async () => {
      expect(() => provider.describe(place.foreign)).toThrow(expect.objectContaining({ code: 'payment.means_not_taken' }))
      await expect(provider.charge(request({ paymentMethod: place.foreign }))).rejects.toMatchObject({ code: 'payment.means_not_taken' })
      expect(provider.describe(place.good)).not.toBe('')
    })
  })

  if (isAway) {
    describe('when an answer is lost', () => {
      it('knows the payment by our reference at once, and does not take it again', async () => {
        const asked = request()
        place.away!.loseAnswers(true)
        await expect(provider.charge(asked)).rejects.toMatchObject({ code: 'payment.provider_unreachable' })
        place.away!.loseAnswers(false)
        const found = await provider.findByReference(asked.reference)
        expect(found).toMatchObject({ reference: asked.reference, state: 'succeeded' })
        expect(await provider.charge(asked)).toEqual(found)
        expect(await all(start)).toHaveLength(1)
      })
      it('gives back once', async () => {
        const payment = await charge()
        const reference = newId(time)
        place.away!.loseAnswers(true)
        await expect(refund(payment, 900, reference)).rejects.toMatchObject({ code: 'payment.provider_unreachable' })
        place.away!.loseAnswers(false)
        expect(await refund(payment, 900, reference)).toMatchObject({ reference, amountMinor: 900 })
        expect((await provider.find(payment.providerPaymentId))?.refunds).toHaveLength(1)
      })
      it('says so when the provider cannot be asked', async () => {
        const payment = await charge()
        await place.away!.goAway()
        const asked = [
          provider.charge(request()),
          provider.find(payment.providerPaymentId),
          provider.findByReference(newId(time)),
          provider.cancel(payment.providerPaymentId),
          refund(payment, 1),
          all(start),
        ]
        for (const answer of await Promise.allSettled(asked))
          expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'payment.provider_unreachable' } })
      })
    })

    describe('a bank that wants to see the buyer', () => {
      it.each(['complete', 'fail'] as const)('sends them there, and knows how it ended: %s', async (outcome) => {
        const waiting = await provider.charge(request({ paymentMethod: place.away!.guarded }))
        expect(waiting).toMatchObject({ state: 'requires_action', actionUrl: expect.stringMatching(/^http/), failureCode: null })
        await place.away!.visitBank(waiting.actionUrl!, outcome)
        expect(await provider.find(waiting.providerPaymentId)).toMatchObject(
          outcome === 'complete'
            ? { state: 'succeeded', actionUrl: null, method: 'visa •••• 3220' }
            : { state: 'failed', actionUrl: null, failureCode: 'payment_intent_authentication_failure' },
        )
      })
      it('answers a repeated charge as it stands by then', async () => {
        const asked = request({ paymentMethod: place.away!.guarded })
        const waiting = await provider.charge(asked)
        await place.away!.visitBank(waiting.actionUrl!, 'complete')
        expect(await provider.charge(asked)).toMatchObject({ providerPaymentId: waiting.providerPaymentId, state: 'succeeded' })
      })
    })
  }

  describe('calling off', () => {
    it('calls a payment off that was not taken yet, once and for all', async () => {
      const waiting = await provider.charge(request({ paymentMethod: place.slow }))
      const off = await provider.cancel(waiting.providerPaymentId)
      expect(off).toMatchObject({ state: 'cancelled', actionUrl: null, failureCode: null })
      expect(await provider.cancel(waiting.providerPaymentId)).toEqual(off)
      await place.settle()
      expect(await provider.find(waiting.providerPaymentId)).toMatchObject({ state: 'cancelled' })
      expect(await refund(waiting, 1)).toMatchObject({ state: 'failed' })
    })
    it('knows no payment that never was', async () => {
      await expect(provider.cancel('pi_nothing')).rejects.toMatchObject({ code: 'payment.not_found' })
    })
    it('answers what was taken meanwhile as it stands', async () => {
      const taken = await charge()
      expect(await provider.cancel(taken.providerPaymentId)).toEqual(taken)
    })
  })

  describe('giving back', () => {
    it('gives back parts, then all, under our references', async () => {
      const payment = await charge()
      const [first, second] = [newId(time), newId(new Date())]
      expect(await refund(payment, 1000, first)).toMatchObject({ reference: first, amountMinor: 1000, failureCode: null })
      expect(await refund(payment, 3900, second)).toMatchObject({ reference: second, amountMinor: 3900 })
      const { refunds, state, amountMinor } = (await provider.find(payment.providerPaymentId))!
      expect(state).toBe('succeeded')
      expect(amountMinor).toBe(4900)
      expect(refunds.map(({ reference, amountMinor, state }) => ({ reference, amountMinor, state })).sort((a, b) => a.amountMinor - b.amountMinor)).toEqual([
        { reference: first, amountMinor: 1000, state: 'succeeded' },
        { reference: second, amountMinor: 3900, state: 'succeeded' },
      ])
    })
    it('gives back once for one reference, also when asked at the same time', async () => {
      const payment = await charge()
      const reference = newId(time)
      const answers = await Promise.all([1, 2, 3].map(() => refund(payment, 900, reference)))
      answers.push(await refund(payment, 900, reference))
      expect(new Set(answers.map(({ providerRefundId }) => providerRefundId)).size).toBe(1)
      expect((await provider.find(payment.providerPaymentId))?.refunds).toHaveLength(1)
    })
    it('never gives back more than was taken, and says so', async () => {
      const payment = await charge()
      const reference = newId(time)
      expect(await refund(payment, 4901, reference)).toMatchObject({ reference, state: 'failed', failureCode: expect.any(String) })
      await refund(payment, 4900)
      expect(await refund(payment, 1)).toMatchObject({ state: 'failed' })
      const refunds = (await provider.find(payment.providerPaymentId))!.refunds.filter(({ state }) => state !== 'failed')
      expect(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(4900)
    })
    it('gives nothing back of what was never taken', async () => {
      const refused = await provider.charge(request({ paymentMethod: place.poor }))
      expect(await refund(refused, 100)).toMatchObject({ state: 'failed' })
      expect((await provider.find(refused.providerPaymentId))?.state).toBe('failed')
    })
  })

  describe('looking', () => {
    it('knows nothing of what never was', async () => {
      expect(await provider.findByReference(newId(time))).toBeNull()
      expect(await provider.find('pi_nothing')).toBeNull()
    })
    it('finds a payment by our reference, among others and later', async () => {
      const wanted = await charge()
      await charge()
      expect(await provider.findByReference(wanted.reference!)).toEqual(wanted)
      later(3 * 86_400_000)
      await charge()
      expect(await provider.findByReference(wanted.reference!)).toEqual(wanted)
    })
    it('lists every payment since, with the refused ones and what was given back', async () => {
      const old = await charge()
      later(60_000)
      const since = clock.now()
      const taken = await charge()
      const refused = await provider.charge(request({ paymentMethod: place.poor }))
      await refund(taken, 100)
      const listed = await all(since)
      expect(listed.map(({ reference }) => reference).sort()).toEqual([taken.reference, refused.reference].sort())
      expect(listed.find(({ reference }) => reference === taken.reference)?.refunds).toMatchObject([{ amountMinor: 100 }])
      expect((await all(start)).map(({ reference }) => reference)).toContain(old.reference)
    })
    it('lists an old payment again of which money was given back since, once', async () => {
      const old = await charge()
      await charge()
      later(40 * 86_400_000)
      const since = clock.now()
      expect(await all(since)).toEqual([])
      await refund(old, 100)
      await refund(old, 200)
      const listed = await all(since)
      expect(listed.map(({ reference, refunds }) => [reference, refunds.length])).toEqual([[old.reference, 2]])
    })
  })

  describe('a callback', () => {
    const bad = expect.objectContaining({ code: 'payment.bad_signature' })
    it('is believed when the provider signed it, and says what to look at', async () => {
      const payment = await charge()
      const body = place.callback(payment)
      const event = provider.verify(body, place.sign(body, clock.now()))
      expect(event).toMatchObject({ id: expect.any(String), type: expect.any(String), at: expect.any(Date), about: { kind: 'payment' } })
      expect(await provider.find(event.about!.id)).toEqual(payment)
    })
    it('is good for 300 seconds, before and after', async () => {
      const body = place.callback(await charge())
      const at = (seconds: number) => () => provider.verify(body, place.sign(body, new Date(clock.now().getTime() + seconds * 1000)))
      expect(at(-300)).not.toThrow()
      expect(at(300)).not.toThrow()
      expect(at(-301)).toThrow(bad)
      expect(at(301)).toThrow(bad)
    })
    it('is refused with other bytes, another secret, half a signature, or none', async () => {
      const body = place.callback(await charge())
      const signature = place.sign(body, clock.now())
      expect(() => provider.verify(`${body} `, signature)).toThrow(bad)
      expect(() => provider.verify(body, place.sign(body, clock.now(), 'whsec_another'))).toThrow(bad)
      for (const wrong of [
        undefined,
        '',
        'nonsense',
        signature.slice(0, -1),
        signature.replace(/v1=.*/, 'v1='),
        signature.replace(/t=\d+/, 't=1'),
        signature.replace('v1', 'v0'),
      ]) {
        expect(() => provider.verify(body, wrong)).toThrow(bad)
      }
    })
    it('is refused when it is not what the provider writes, although signed', () => {
      for (const body of ['no json', '[]', '{}', 'null']) {
        expect(() => provider.verify(body, place.sign(body, clock.now()))).toThrow(expect.objectContaining({ code: 'input.malformed' }))
      }
    })
  })
})
