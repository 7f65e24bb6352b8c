import { type Absence, type AbsenceRef, type CreateAbsence, LongPageRequest, type Page, type PageRequest } from '@pantheon/contract'
import type { Db, Handle } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail, pageBySort } from '@pantheon/kernel'
import type { Absences } from '../governance.types.ts'
import { findDeciders, findNames, isMember } from '../people/people.repo.ts'
import { absenceSortKey, countAhead, deleteAbsence, findAbsence, insertAbsence, listAbsences, type StoredAbsence } from './absences.repo.ts'

/** Maximum number of a user's current and future absences in an organization, because each decision reads them. */
const mostAbsences = 50

const read = async (db: Handle, absences: readonly StoredAbsence[]): Promise<Absence[]> => {
  const names = await findNames(
    db,
    absences.flatMap(({ userId, deputyId }) => [userId, deputyId]),
  )
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return absences.map(({ id, organizationId, userId, deputyId, fromAt, toAt, createdAt }) => ({
    id,
    organizationId,
    user: person(userId),
    deputy: person(deputyId),
    from: fromAt.toISOString(),
    to: toAt.toISOString(),
    createdAt: createdAt.toISOString(),
  }))
}

/** Out-of-office periods with deputies. Users create their own. */
export const createAbsences = ({ db, clock }: { db: Db; clock: Clock }): Absences => ({
  list: async ({ scope, organizationId }: Actor, request: PageRequest = LongPageRequest.parse({})): Promise<Page<Absence>> => {
    const [mine, now] = [db.as(scope), clock.now()]
    const page = await pageBySort(
      'from',
      absenceSortKey,
      request,
      (window) => listAbsences(mine, organizationId, now, window),
      (row) => row,
    )
    return { ...page, items: await read(mine, page.items) }
  },

  create: (actor: Actor, { userId: deputyId, from, to }: CreateAbsence): Promise<Absence> =>
    db.as(actor.scope).transaction(async (tx) => {
      const [fromAt, toAt, createdAt] = [new Date(from), new Date(to), clock.now()]
      const { organizationId, userId } = actor
      if (!(await isMember(tx, organizationId, deputyId))) fail('member.not_found')
      if (toAt <= fromAt || toAt <= createdAt || fromAt.getTime() < 0)
        fail('absence.bad_period', {}, [{ path: 'to', message: 'After it begins, and in the future' }])
      const deputy = (await findDeciders(tx, organizationId)).find((one) => one.userId === deputyId)
      if (!deputy || deputyId === userId) fail('approval.delegate_not_allowed', {}, [{ path: 'userId', message: 'Not a member who may decide' }])
      if ((await countAhead(tx, actor, createdAt)) >= mostAbsences) fail('absence.too_many', { limit: mostAbsences })
      const absence = { id: newId(createdAt), organizationId, userId, deputyId, fromAt, toAt, createdAt }
      await insertAbsence(tx, absence)
      tx.emit('absence.created', { ...actorFields(actor), data: { absenceId: absence.id, userId, deputyId }, after: absence })
      return orFail((await read(tx, [absence]))[0], 'absence.not_found')
    }),

  remove: (actor: Actor, { id }: AbsenceRef): Promise<AbsenceRef> =>
    db.as(actor.scope).transaction(async (tx) => {
      const absence = orFail(await findAbsence(tx, actor.scope, id), 'absence.not_found')
      if (absence.userId !== actor.userId && !actor.permissions.has('policy:manage')) fail('absence.not_found')
      await deleteAbsence(tx, absence)
      const { organizationId, userId, deputyId } = absence
      tx.emit('absence.removed', { ...actorFields(actor), organizationId, data: { absenceId: id, userId, deputyId }, before: absence })
      return { id }
    }),
})
