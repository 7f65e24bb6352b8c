import type { Refusal } from '../account/action.ts'

/** Query state: loading, loaded or refused. */
export interface Source<T> {
  data: T | undefined
  refusal: (Refusal & { requestId: string | null }) | undefined
  retry: () => void
}

/** Query state of a paginated list. */
export interface PagedSource<T> extends Source<readonly T[]> {
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
}
