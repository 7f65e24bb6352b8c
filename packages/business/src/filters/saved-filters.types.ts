import type { ChangeSavedFilter, ListSavedFilters, SavedFilter, SaveFilter } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The filters of lists that people keep for themselves: nobody else sees them, and they stay in the organization they were made in. */
export interface SavedFilters {
  list(actor: Actor, input: ListSavedFilters): Promise<{ items: SavedFilter[] }>
  /** Keeps a filter. Fails with `saved_filter.name_taken`, `saved_filter.too_many`, and `input.invalid` for what the list would not take. */
  save(actor: Actor, input: SaveFilter): Promise<SavedFilter>
  /** Names a filter otherwise, or has it say something else. */
  change(actor: Actor, input: ChangeSavedFilter): Promise<SavedFilter>
  /** Forgets a filter. */
  remove(actor: Actor, id: string): Promise<{ id: string }>
}
