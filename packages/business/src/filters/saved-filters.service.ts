import type { ChangeSavedFilter, ListSavedFilters, SavedFilter, SaveFilter } from '@pantheon/contract'
import { type Db, isUniqueViolation } from '@pantheon/db'
import { type Actor, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import { changeFilter, newFilter, toSavedFilter } from './saved-filter.ts'
import { deleteFilter, insertFilter, listFilters, lockFilter, lockKeeper, saveFilter } from './saved-filters.repo.ts'

const refuseTakenName = (error: unknown): never => {
  if (isUniqueViolation(error)) fail('saved_filter.name_taken')
  throw error
}

/** The filters of lists that people keep for themselves: nobody else sees them, and they stay in the organization they were made in. */
export const createSavedFilters = ({ db, clock }: { db: Db; clock: Clock }) => ({
  list: async (actor: Actor, { list }: ListSavedFilters): Promise<{ items: SavedFilter[] }> => ({
    items: (await listFilters(db.as(actor.scope), actor, list)).map(toSavedFilter),
  }),

  /** Keeps a filter. Fails with `saved_filter.name_taken`, `saved_filter.too_many`, and `input.invalid` for what the list would not take. */
  save: (actor: Actor, input: SaveFilter): Promise<SavedFilter> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        await lockKeeper(tx, actor)
        const known = await listFilters(tx, actor, input.list)
        const { userId, organizationId } = actor
        const filter = newFilter(input, known.length, { id: newId(), userId, organizationId }, clock.now())
        await insertFilter(tx, filter)
        return toSavedFilter(filter)
      })
      .catch(refuseTakenName),

  /** Names a filter otherwise, or has it say something else. */
  change: (actor: Actor, input: ChangeSavedFilter): Promise<SavedFilter> =>
    db
      .as(actor.scope)
      .transaction(async (tx) => {
        const filter = changeFilter(orFail(await lockFilter(tx, actor, input.id), 'saved_filter.not_found'), input, clock.now())
        await saveFilter(tx, filter)
        return toSavedFilter(filter)
      })
      .catch(refuseTakenName),

  /** Forgets a filter. */
  remove: (actor: Actor, id: string): Promise<{ id: string }> =>
    db.as(actor.scope).transaction(async (tx) => {
      orFail(await lockFilter(tx, actor, id), 'saved_filter.not_found')
      await deleteFilter(tx, id)
      return { id }
    }),
})
export type SavedFilters = ReturnType<typeof createSavedFilters>
