import { describe, expect, it } from 'vitest'
import { audienceOf, isNotified, keptSince, type NamedNotification, toNotification } from '../src/inbox/notification.ts'

const at = new Date('2026-03-04T05:06:07.891Z')
const hours = (n: number) => new Date(at.getTime() + n * 3_600_000)

describe('Who is told', () => {
  it('is everybody it concerns, once', () => {
    expect(audienceOf({ concerns: ['ada', 'ben', 'ada'], personId: null })).toEqual(['ada', 'ben'])
  })
  it('is nobody who did it themselves', () => {
    expect(audienceOf({ concerns: ['ada', 'ben'], personId: 'ben' })).toEqual(['ada'])
    expect(audienceOf({ concerns: ['ben'], personId: 'ben' })).toEqual([])
  })
})

describe('Old events', () => {
  it('are no news after a day', () => {
    expect(isNotified(at, hours(23.9))).toBe(true)
    expect(isNotified(at, hours(24))).toBe(false)
  })
  it('are kept for 90 days once they were told', () => {
    expect(keptSince(hours(90 * 24))).toEqual(at)
  })
})

describe('On the wire', () => {
  const stored: NamedNotification = {
    id: 'n',
    organizationId: 'acme',
    userId: 'ada',
    eventId: 'e',
    kind: 'order.fulfilled',
    personId: 'ben',
    personName: 'Ben',
    data: { subject: 'order', subjectId: 'o', title: 'Custom course' },
    isInInbox: true,
    readAt: null,
    createdAt: at,
  }
  it('it says what, about what, and who, and no sentence', () => {
    expect(toNotification(stored)).toEqual({
      id: 'n',
      organizationId: 'acme',
      kind: 'order.fulfilled',
      subject: 'order',
      subjectId: 'o',
      title: 'Custom course',
      person: 'Ben',
      createdAt: '2026-03-04T05:06:07.891Z',
      readAt: null,
    })
    expect(toNotification({ ...stored, readAt: hours(1), personName: null })).toMatchObject({ readAt: '2026-03-04T06:06:07.891Z', person: null })
  })
})
