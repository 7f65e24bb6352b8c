import { notificationSubjects } from '@pantheon/contract'
import { expect, it } from 'vitest'
import { isOwnPlace, placeOf } from '../src/features/inbox/place-of.ts'

it('notifications lead to what they are about: here, or in AIFactory where only that has a page', () => {
  const about = { id: 'n', organizationId: 'acme', kind: 'order.fulfilled', subjectId: 'o', title: null, person: null, createdAt: '', readAt: null } as const
  const places = Object.fromEntries(notificationSubjects.map((subject) => [subject, placeOf({ ...about, subject })]))
  expect(places).toEqual({
    order: '/orders/?order=o',
    course: '/courses/o',
    job: undefined,
    invitation: '/organization/members/',
    approval: '/approvals/o',
    plan: '/plan',
    event: '/parked-events/',
  })
  const own = Object.values(places).filter((place) => place !== undefined && isOwnPlace(place))
  expect(own).toEqual(['/orders/?order=o', '/organization/members/', '/parked-events/'])
})
