import { type EventData, type EventName, errors, events, subjectsOf } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { codeText, failureText, loadErrorSentences } from '../src/errors.ts'
import { invalidationsOf } from '../src/invalidations.ts'
import en from '../src/messages/en.json' with { type: 'json' }
import ja from '../src/messages/ja.json' with { type: 'json' }

describe('The sentences for errors', () => {
  it('exist for every code of the catalogue, in both languages', () => {
    for (const code of Object.keys(errors)) {
      expect(en).toHaveProperty([code])
      expect(ja).toHaveProperty([code])
    }
  })
  it('have the same keys in both languages', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort())
  })
})

describe('Why something failed', () => {
  it('is the sentence of the catalogue, or of the provider’s code, and any other reason as it stands', async () => {
    await Promise.all([loadErrorSentences('en'), loadErrorSentences('ja')])
    expect(failureText('model.unavailable', 'en')).toBe(en['model.unavailable'])
    expect(failureText('model.unavailable', 'ja')).toBe(ja['model.unavailable'])
    expect(failureText('insufficient_funds', 'en')).toBe('The card has insufficient funds.')
    expect(failureText('insufficient_funds', 'ja')).toBe('カードの残高または利用枠が足りませんでした。')
    expect(failureText('withdrawal_count_limit_exceeded', 'ja')).toBe('withdrawal count limit exceeded')
  })
  it('has words in both languages for each reason of a declined card', async () => {
    await Promise.all([loadErrorSentences('en'), loadErrorSentences('ja')])
    for (const reason of ['insufficient_funds', 'expired_card'])
      for (const locale of ['en', 'ja'] as const) expect(codeText('payment.declined', reason, locale)).not.toBe(codeText('payment.declined', undefined, locale))
  })
  it('does not tell a thief that the card is known to be stolen', () => {
    for (const code of ['lost_card', 'stolen_card', 'pickup_card', 'fraudulent']) expect(failureText(code, 'en')).toBe(failureText('card_declined', 'en'))
  })
})

/** An event that names all that it may, as the server sends it. */
const about = (name: EventName): Parameters<typeof invalidationsOf>[0] => {
  const data = Object.fromEntries(Object.keys(events[name].shape).map((field) => [field, field])) as EventData<EventName>
  const { subject, related } = subjectsOf(name, data) ?? { subject: { type: 'event', id: 'e' }, related: [] }
  return { name, subject, related: [...related] }
}

describe('Every event', () => {
  it('makes the composite state old', () => {
    for (const name of Object.keys(events) as EventName[]) expect(invalidationsOf(about(name))).toContainEqual(['state', 'snapshot'])
  })
  it('makes what it is about old, and the order that it concerns, which comes with its payment and job', () => {
    const orders = ['business', 'orders']
    expect(invalidationsOf(about('payment.succeeded'))).toEqual(expect.arrayContaining([['business', 'payments'], orders]))
    expect(invalidationsOf(about('refund.held'))).toEqual(expect.arrayContaining([['business', 'payments'], orders]))
    expect(invalidationsOf(about('job.progressed'))).toEqual(expect.arrayContaining([['agents', 'jobs'], orders]))
    expect(invalidationsOf(about('course.completed'))).toEqual(expect.arrayContaining([['agents', 'courses'], orders]))
    expect(invalidationsOf(about('order.paid'))).toContainEqual(orders)
    expect(invalidationsOf(about('member.left'))).toContainEqual(['organizations'])
    expect(invalidationsOf(about('notification.read'))).toContainEqual(['business', 'notifications'])
    expect(invalidationsOf(about('product.updated'))).not.toContainEqual(orders)
  })
})
