import { notificationSubjects } from '@pantheon/contract'
import { expect, it } from 'vitest'
import { placeOf } from '../src/features/notifications/place-of.ts'

it('notifications lead to what they are about', () => {
  const about = { id: 'n', organizationId: 'acme', kind: 'order.fulfilled', subjectId: 'o', title: null, person: null, createdAt: '', readAt: null } as const
  const places = Object.fromEntries(notificationSubjects.map((subject) => [subject, placeOf({ ...about, subject })]))
  expect(places).toEqual({
    order: '/orders/o',
    course: '/courses/o',
    job: undefined,
    invitation: '/organization/members',
    approval: '/approvals/o',
    plan: '/plan',
  })
})
