import { type EventName, events, isPublicEvent, type LoggedEvent, subjectsOf } from '@pantheon/contract'
import { createI18n } from '@pantheon/ui'
import { describe, expect, it } from 'vitest'
import { feedOf, sentenceOf, toneOf } from '../src/features/overview/feed.ts'
import type { Translate } from '../src/i18n.ts'
import en from '../src/messages/en.json'
import ja from '../src/messages/ja.json'
import { ago, job, order, quiet } from './composite-state.ts'

const words = createI18n({ en, ja }, { startLanguage: 'en' })
const t: Translate = words.getFixedT('en', 'app')
const event = (seq: number, name: EventName, data: Record<string, unknown> = {}): LoggedEvent => {
  const { subject, related } = subjectsOf(name, data as never) ?? { subject: { type: 'event', id: `event-${seq}` }, related: [] }
  return { id: `event-${seq}`, seq, name, subject, related: [...related], organizationId: null, actorId: null, at: ago(0), data } as unknown as LoggedEvent
}
const progress = (seq: number, current: number, jobId = job().id) =>
  event(seq, 'job.progressed', { jobId, jobType: 'course', progress: current * 10, step: { phase: 'lesson', current, total: 8, title: 'Knots' } })

describe('The live feed', () => {
  it('tells the newest first', () => {
    expect(feedOf([event(1, 'order.placed'), event(3, 'order.started'), event(2, 'payment.succeeded')]).map(({ seq }) => seq)).toEqual([3, 2, 1])
  })

  it('keeps only the last word of a job under way, and none once it ended', () => {
    expect(feedOf([progress(1, 1), progress(2, 2), progress(3, 3)]).map(({ seq }) => seq)).toEqual([3])
    expect(feedOf([progress(1, 1), event(2, 'job.succeeded', { jobId: job().id })]).map(({ seq }) => seq)).toEqual([2])
    expect(feedOf([progress(1, 1, 'a'), progress(2, 1, 'b')])).toHaveLength(2)
  })

  it('tells once what an order and its money both have an event of', () => {
    const orderId = order().id
    const paid = [event(1, 'payment.succeeded', { paymentId: 'p', orderId }), event(2, 'order.paid', { orderId })]
    expect(feedOf(paid).map(({ name }) => name)).toEqual(['payment.succeeded'])
    const refunded = [event(3, 'refund.succeeded', { refundId: 'r', paymentId: 'p', orderId }), event(4, 'order.refunded', { orderId })]
    expect(feedOf(refunded).map(({ name }) => name)).toEqual(['order.refunded'])
    // Another order, or a refund of a part, after which the order stands.
    expect(feedOf([...paid.slice(1), ...refunded.slice(0, 1)]).map(({ seq }) => seq)).toEqual([3, 2])
    expect(feedOf([event(5, 'order.paid', { orderId: 'another' }), ...paid]).map(({ seq }) => seq)).toEqual([5, 1])
  })

  it('keeps the beginning of a job beside its progress', () => {
    expect(feedOf([event(1, 'job.started', { jobId: job().id }), progress(2, 1)]).map(({ seq }) => seq)).toEqual([2, 1])
  })

  it('tells of a changed course only when a person changed it', () => {
    const byAgent = event(1, 'course.updated', { courseId: 'c', jobId: 'j', orderId: null })
    const byPerson = { ...byAgent, seq: 2, actorId: '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b04' }
    // What agents did was logged without a name once.
    expect(feedOf([byAgent, byPerson, { ...byAgent, seq: 3, actorId: 'agent:201' }]).map(({ seq }) => seq)).toEqual([2])
  })

  it('names what it tells about', () => {
    const state = quiet()
    state.businessState.latestOrders = [
      order({ productName: 'Custom course', input: { topic: 'Sailing' } }),
      order({ id: 'aaaa-123456', productName: 'Advice' }),
    ]
    state.agentState.latestJobs = [job()]
    const say = (happened: LoggedEvent) => sentenceOf(happened, { state, t, language: 'en' })
    expect(say(event(1, 'order.placed', { orderId: order().id }))).toBe('Custom course “Sailing” was placed')
    expect(say(event(2, 'order.placed', { orderId: 'aaaa-123456' }))).toBe('Advice 123456 was placed')
    expect(say(event(4, 'payment.succeeded', { paymentId: 'a payment', orderId: order().id }))).toBe('an amount was paid for Custom course “Sailing”')
    expect(say(progress(2, 3))).toBe('Course on Sailing: lesson 3 of 8: Knots')
    expect(say(event(5, 'invoice.issued', { invoiceId: 'an invoice', orderId: null }))).toBe('An invoice for a plan was issued')
    expect(say(event(3, 'user.registered'))).toBe('Somebody signed up')
  })

  it('falls back to the end of the id for what it no longer holds', () => {
    expect(sentenceOf(event(1, 'order.paid', { orderId: 'aaaa-bbbb-123456' }), { state: quiet(), t, language: 'en' })).toBe('Order 123456 was paid')
  })

  it('has a sentence for everything that those who watch are told of', () => {
    const japanese: Translate = words.getFixedT('ja', 'app')
    const step = { phase: 'outline' as const, current: 1, total: 1, title: '' }
    for (const name of (Object.keys(events) as EventName[]).filter(isPublicEvent)) {
      const happened = event(1, name, { status: 'blocked', step, plan: 'pro' })
      for (const say of [t, japanese]) {
        const sentence = sentenceOf(happened, { state: quiet(), t: say, language: 'en' })
        expect(sentence, name).not.toContain(name)
        expect(sentence, name).not.toMatch(/[{}]|undefined/)
      }
    }
    expect(sentenceOf(event(1, 'task.updated', { status: 'blocked' }), { state: quiet(), t, language: 'en' })).toBe('A task was changed: Blocked')
  })

  it('colours only what ended, well or badly', () => {
    expect([event(1, 'job.failed'), event(2, 'order.fulfilled'), event(3, 'order.placed')].map(toneOf)).toEqual(['danger', 'success', 'neutral'])
  })
})
