import type { ChangeSavedFilter, ListSavedFilters, SavedFilter, SaveFilter } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Saved list filters, private to a user and bound to the organization they were created in. */
export interface SavedFilters {
  list(actor: Actor, input: ListSavedFilters): Promise<{ items: SavedFilter[] }>
  /** Saves a filter. Fails with `saved_filter.name_taken`, `saved_filter.too_many`, and `input.invalid` for rules that the list does not accept. */
  save(actor: Actor, input: SaveFilter): Promise<SavedFilter>
  /** Renames a filter or changes its rules. */
  change(actor: Actor, input: ChangeSavedFilter): Promise<SavedFilter>
  remove(actor: Actor, id: string): Promise<{ id: string }>
}
