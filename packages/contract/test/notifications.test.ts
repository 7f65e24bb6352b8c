import { expect, it } from 'vitest'
import { notificationPath, notificationSubjects } from '../src/business/notifications.ts'

it('notifications lead to what they are about', () => {
  const places = Object.fromEntries(notificationSubjects.map((subject) => [subject, notificationPath({ subject, subjectId: 'o' })]))
  expect(places).toEqual({
    order: '/orders/o',
    course: '/courses/o',
    job: undefined,
    invitation: '/organization/members',
    approval: '/approvals/o',
    plan: '/plan',
    event: '/pantheon/parked-events/',
  })
})
