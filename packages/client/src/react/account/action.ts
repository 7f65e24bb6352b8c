import type { Locale, Page } from '@pantheon/contract'
import { type InfiniteData, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { errorOf, errorText, isSessionEnd } from '../../errors.ts'
import { sessionKey } from '../query-cache.ts'

/** A refusal by the server, in the shape the views take. */
export const refusalOf = (error: unknown, locale: Locale) => {
  const { code, fields, details } = errorOf(error)
  return { code, message: errorText(error, locale), fields: fields.map(({ path }) => path), details }
}

/** Adapts a mutation to the shape the views take. Refetches the session when it failed because that has ended. */
export const useAction = <Result, Failure, Input>(mutation: UseMutationResult<Result, Failure, Input>, locale: Locale) => {
  const queryClient = useQueryClient()
  const isEnded = mutation.error !== null && isSessionEnd(mutation.error)
  useEffect(() => {
    if (isEnded) void queryClient.invalidateQueries({ queryKey: sessionKey })
  }, [isEnded, queryClient])
  return {
    isPending: mutation.isPending,
    failures: mutation.failureCount,
    refusal: mutation.error === null ? undefined : refusalOf(mutation.error, locale),
    run: (input: Input, onDone?: (result: Result) => void): void => mutation.mutate(input, { onSuccess: (result) => onDone?.(result) }),
    reset: () => mutation.reset(),
  }
}

const refusalOfQuery = (error: unknown, locale: Locale) => (error === null ? undefined : { ...refusalOf(error, locale), requestId: errorOf(error).requestId })

/** Adapts a query to the shape the views take. */
export const loadedOf = <Result, Failure>(query: UseQueryResult<Result, Failure>, locale: Locale) => ({
  data: query.data,
  refusal: refusalOfQuery(query.error, locale),
  retry: () => void query.refetch(),
})

/** Adapts a paginated list to the shape the views take. */
export const loadedPagesOf = <Item, Failure>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>, Failure>, locale: Locale) => ({
  data: query.data?.pages.flatMap(({ items }) => items),
  refusal: refusalOfQuery(query.error, locale),
  retry: () => void query.refetch(),
  more: query.hasNextPage ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() } : undefined,
})
