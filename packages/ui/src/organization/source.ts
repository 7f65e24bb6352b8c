import type { Refusal } from '../account/action.ts'

/** Something that is read: nothing yet, what was read, or why it could not be read. */
export interface Source<T> {
  data: T | undefined
  refusal: (Refusal & { requestId: string | null }) | undefined
  retry: () => void
}

/** Something that comes page by page. */
export interface PagedSource<T> extends Source<readonly T[]> {
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
}
