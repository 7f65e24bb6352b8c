import { ChangeSavedFilter, ListSavedFilters, SavedFilter, SavedFilterList, SavedFilterRef, SaveFilter } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { SavedFilters } from './saved-filters.types.ts'

const tags = ['filters']

/** Procedures for saved filters. They belong to the user's own account, so no API key can change them. */
export const createSavedFiltersRouter = (filters: SavedFilters) =>
  router({
    list: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/saved-filters', summary: 'List your saved filters', tags, protect: true } })
      .input(ListSavedFilters)
      .output(SavedFilterList)
      .query(({ ctx, input }) => filters.list(ctx.actor, input)),
    save: allow('account:manage')
      .meta({
        openapi: { method: 'POST', path: '/saved-filters', summary: 'Save a filter', tags, protect: true },
        creates: '/saved-filters?list={list}',
        limitedBy: 'saved_filter.too_many',
      })
      .input(SaveFilter)
      .output(SavedFilter)
      .mutation(({ ctx, input }) => filters.save(ctx.actor, input)),
    change: allow('account:manage')
      .meta({ openapi: { method: 'PUT', path: '/saved-filters/{id}', summary: 'Update a saved filter', tags, protect: true } })
      .input(ChangeSavedFilter)
      .output(SavedFilter)
      .mutation(({ ctx, input }) => filters.change(ctx.actor, input)),
    remove: allow('account:manage')
      .meta({ openapi: { method: 'DELETE', path: '/saved-filters/{id}', summary: 'Delete a saved filter', tags, protect: true } })
      .input(SavedFilterRef)
      .output(SavedFilterRef)
      .mutation(({ ctx, input }) => filters.remove(ctx.actor, input.id)),
  })
