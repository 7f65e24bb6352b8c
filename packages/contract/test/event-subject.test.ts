import { describe, expect, it } from 'vitest'
import { EventSubject, subjectKey, subjectOfKey } from '../src/event-subject.ts'
import { subjectsOf } from '../src/event-subjects.ts'
import { type EventData, type EventName, events } from '../src/events.ts'

const names = Object.keys(events) as EventName[]
/** Data that names everything it may, by its field: an order's id is `orderId`. */
const fullData = (name: EventName): EventData<EventName> =>
  Object.fromEntries(Object.keys(events[name].shape).map((field) => [field, field === 'resourceType' ? 'refund' : field])) as EventData<EventName>
const streamOf = (name: EventName, data: Readonly<Record<string, unknown>>): string | undefined => subjectsOf(name, data as EventData<EventName>)?.streamKey

describe('What an event is about', () => {
  it.each(names)('%s names its subject, and nothing twice', (name) => {
    const subjects = subjectsOf(name, fullData(name))
    const all = [...(subjects ? [subjects.subject] : []), ...(subjects?.related ?? [])]
    expect(all.length).toBeGreaterThan(0)
    for (const one of all) expect(EventSubject.safeParse(one).success).toBe(true)
    expect(new Set(all.map(subjectKey)).size).toBe(all.length)
    expect(all.map(subjectKey)).toContain(subjects?.streamKey)
  })

  it.each(names.filter((name) => 'orderId' in events[name].shape))('%s is in the stream of the order that it names', (name) => {
    expect(streamOf(name, fullData(name))).toBe('order:orderId')
  })

  it('is in the stream of what it belongs to: the job of a course that nobody ordered, the plan of an invoice, what is to be approved', () => {
    expect(streamOf('course.completed', { courseId: 'c', jobId: 'j', orderId: null })).toBe('job:j')
    expect(streamOf('job.succeeded', { jobId: 'j', jobType: 'course', orderId: null })).toBe('job:j')
    expect(streamOf('invoice.issue_failed', { invoiceId: 'i', orderId: null, subscriptionId: 's' })).toBe('subscription:s')
    expect(streamOf('approval.opened', { approvalId: 'a', resourceType: 'aws_action', resourceId: 'x' })).toBe('aws_action:x')
    expect(streamOf('session.started', { sessionId: 's', userId: 'u' })).toBe('user:u')
  })

  it('of an approval of a refund is in the stream of the order whose money that is, where the event says which', () => {
    const data = { approvalId: 'a', resourceType: 'refund', resourceId: 'r', requesterId: 'u' } as const
    const order = { type: 'order', id: 'o' } as const
    const refund = { type: 'refund', id: 'r' } as const
    expect(subjectsOf('approval.approved', data, order)).toEqual({ subject: { type: 'approval', id: 'a' }, related: [order, refund], streamKey: 'order:o' })
    const ofOrder = { ...data, resourceType: 'order', resourceId: 'o' } as const
    expect(subjectsOf('approval.approved', ofOrder, order)?.related).toEqual([order])
  })

  it('is not known where the data names nothing, as that of another version may', () => {
    expect(subjectsOf('order.placed', {} as EventData<'order.placed'>)).toBeUndefined()
    expect(subjectsOf('order.dreamt' as 'order.placed', { orderId: 'o' })).toBeUndefined()
  })
})

describe('A subject', () => {
  it.each(['o', 'agent:201', ''])('is read back from its key, with %j for an id', (id) => {
    expect(subjectOfKey(subjectKey({ type: 'order', id }))).toEqual({ type: 'order', id })
  })
})
