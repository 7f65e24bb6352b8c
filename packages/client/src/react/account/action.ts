import type { Locale, Page } from '@pantheon/contract'
import { type InfiniteData, type UseInfiniteQueryResult, type UseMutationResult, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { errorOf, errorText } from '../../errors.ts'
import { useTRPC } from '../provider.tsx'

/** Why the server said no, as the views take it. */
export const refusalOf = (error: unknown, locale: Locale) => {
  const { code, fields, details } = errorOf(error)
  return { code, message: errorText(error, locale), fields: fields.map(({ path }) => path), details }
}

/** A session can end while a page of its owner is open: then the whole app should know. */
const useSessionCheck = (error: unknown): void => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const isEnded = error !== null && errorOf(error).code === 'auth.required'
  useEffect(() => {
    if (isEnded) void queryClient.invalidateQueries(trpc.auth.session.queryFilter())
  }, [isEnded, queryClient, trpc])
}

/** A mutation as the views take it. */
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

/** A query as the views take it. */
export const useLoaded = <Result, Failure>(query: UseQueryResult<Result, Failure>, locale: Locale) => {
  useSessionCheck(query.error)
  return { data: query.data, problem: problemOf(query.error, locale), retry: () => void query.refetch() }
}

/** The same for a list that comes page by page. */
export const useLoadedPages = <Item, Failure>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>, Failure>, locale: Locale) => {
  useSessionCheck(query.error)
  return {
    data: query.data?.pages.flatMap(({ items }) => items),
    problem: problemOf(query.error, locale),
    retry: () => void query.refetch(),
    more: query.hasNextPage ? { isLoading: query.isFetchingNextPage, load: () => void query.fetchNextPage() } : undefined,
  }
}
