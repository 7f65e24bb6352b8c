import type { ChangeSavedFilter, ListSavedFilters, SavedFilter, SaveFilter } from '@pantheon/contract'
import { type Db, isUniqueViolation } from '@pantheon/db'
import { type Actor, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import { changeFilter, newFilter, toSavedFilter } from './saved-filter.ts'
import { deleteFilter, insertFilter, listFilters, lockFilter, lockOwner, saveFilter } from './saved-filters.repo.ts'
import type { SavedFilters } from './saved-filters.types.ts'

const refuseTakenName = (error: unknown): never => {
  if (isUniqueViolation(error)) fail('saved_filter.name_taken')
  throw error
}

/** Saved list filters, private to a user and bound to the organization they were created in. */
export const createSavedFilters = ({ db, clock }: { db: Db; clock: Clock }): SavedFilters => ({
  list: async (actor: Actor, { list }: ListSavedFilters): Promise<{ items: SavedFilter[] }> => ({
    items: (await listFilters(db.as(actor.scope), actor, list)).map(toSavedFilter),
  }),

  save: (actor: Actor, input: SaveFilter): Promise<SavedFilter> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        await lockOwner(tx, actor)
        const known = await listFilters(tx, actor, input.list)
        const { userId, organizationId } = actor
        const filter = newFilter(input, known.length, { id: newId(clock.now()), userId, organizationId }, clock.now())
        await insertFilter(tx, filter)
        return toSavedFilter(filter)
      })
      .catch(refuseTakenName),

  change: (actor: Actor, input: ChangeSavedFilter): Promise<SavedFilter> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        const filter = changeFilter(orFail(await lockFilter(tx, actor, input.id), 'saved_filter.not_found'), input, clock.now())
        await saveFilter(tx, filter)
        return toSavedFilter(filter)
      })
      .catch(refuseTakenName),

  remove: (actor: Actor, id: string): Promise<{ id: string }> =>
    db.as(actor.scope).transaction(async (tx) => {
      orFail(await lockFilter(tx, actor, id), 'saved_filter.not_found')
      await deleteFilter(tx, id)
      return { id }
    }),
})
