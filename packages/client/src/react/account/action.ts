import type { Locale, Page } from '@pantheon/contract'
import { type InfiniteData, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { errorOf, errorText } from '../../errors.ts'
import { useTRPC } from '../provider.tsx'

/** A refusal by the server, in the shape the views take. */
export const refusalOf = (error: unknown, locale: Locale) => {
  const { code, fields, details } = errorOf(error)
  return { code, message: errorText(error, locale), fields: fields.map(({ path }) => path), details }
}

/** Refetches the session when a call fails because it ended, so that the whole app notices. */
const useSessionCheck = (error: unknown): void => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const isEnded = error !== null && errorOf(error).code === 'auth.required'
  useEffect(() => {
    if (isEnded) void queryClient.invalidateQueries(trpc.auth.session.queryFilter())
  }, [isEnded, queryClient, trpc])
}

/** Adapts a mutation to the shape the views take. */
export const useAction = <Result, Failure, Input>(mutation: UseMutationResult<Result, Failure, Input>, locale: Locale) => {
  useSessionCheck(mutation.error)
  return {
    isPending: mutation.isPending,
    failures: mutation.failureCount,
    refusal: mutation.error === null ? undefined : refusalOf(mutation.error, locale),
    run: (input: Input, onDone?: (result: Result) => void): void => mutation.mutate(input, { onSuccess: (result) => onDone?.(result) }),
    reset: () => mutation.reset(),
  }
}

const problemOf = (error: unknown, locale: Locale) => (error === null ? undefined : { message: errorText(error, locale), requestId: errorOf(error).requestId })

/** Adapts a query to the shape the views take. */
export const useLoaded = <Result, Failure>(query: UseQueryResult<Result, Failure>, locale: Locale) => {
  useSessionCheck(query.error)
  return { data: query.data, problem: problemOf(query.error, locale), retry: () => void query.refetch() }
}

/** Adapts a paginated list to the shape the views take. */
export const useLoadedPages = <Item, Failure>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>, Failure>, locale: Locale) => {
  useSessionCheck(query.error)
  return {
    data: query.data?.pages.flatMap(({ items }) => items),
    problem: problemOf(query.error, locale),
    retry: () => void query.refetch(),
    more: query.hasNextPage ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() } : undefined,
  }
}
