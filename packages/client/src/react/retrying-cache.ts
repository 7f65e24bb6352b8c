import { type Query, QueryCache, type QueryClient } from '@tanstack/react-query'
import { isUnavailable } from '../errors.ts'

/** Retry interval while the server is unavailable, in ms. */
const retryIntervalMs = 4000

const isUnanswered = ({ state: { error } }: Query): boolean => error !== null && isUnavailable(error)

/**
 * A query cache that retries active queries after an outage: one failed query is retried until it succeeds, then all the others
 * at once.
 */
export const createRetryingCache = (client: () => QueryClient): QueryCache => {
  let isWaiting = false
  const unanswered = () => cache.findAll({ type: 'active', predicate: isUnanswered })
  const retry = async (): Promise<void> => {
    isWaiting = false
    const [first] = unanswered()
    if (!first) return
    await client().refetchQueries({ queryKey: first.queryKey, exact: true })
    if (!isUnanswered(first)) await client().refetchQueries({ type: 'active', predicate: isUnanswered })
    else schedule()
  }
  const schedule = (): void => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => void retry(), retryIntervalMs)
  }
  const cache: QueryCache = new QueryCache({ onError: (error) => isUnavailable(error) && unanswered().length > 0 && schedule() })
  return cache
}
