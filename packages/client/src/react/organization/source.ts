import type { Locale, Page } from '@pantheon/contract'
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import { errorOf } from '../../errors.ts'
import { refusalOf } from '../account/action.ts'

const whyNot = (error: unknown, locale: Locale) => (error === null ? undefined : { ...refusalOf(error, locale), requestId: errorOf(error).requestId })

/** Adapts a query to the shape the organization views take, including the error code, which may be about a permission. */
export const sourceOf = <Result, Failure>(query: UseQueryResult<Result, Failure>, locale: Locale) => ({
  data: query.data,
  refusal: whyNot(query.error, locale),
  retry: () => void query.refetch(),
})

/** Adapts a paginated list to the shape the organization views take. */
export const pagedSourceOf = <Item, Failure>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>, Failure>, locale: Locale) => ({
  data: query.data?.pages.flatMap(({ items }) => items),
  refusal: whyNot(query.error, locale),
  retry: () => void query.refetch(),
  hasMore: query.hasNextPage,
  isLoadingMore: query.isFetchingNextPage,
  loadMore: () => void query.fetchNextPage(),
})
