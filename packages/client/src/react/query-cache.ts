import { type Query, QueryCache, type QueryClient } from '@tanstack/react-query'
import { isSessionEnd, isUnavailable } from '../errors.ts'

/** The key of the session query, whatever its input. */
export const sessionKey = [['auth', 'session']] as const

/** Retry interval while the server is unavailable, in ms. */
const retryIntervalMs = 4000

const isUnanswered = ({ state: { error } }: Query): boolean => error !== null && isUnavailable(error)

/**
 * A query cache that retries active queries after an outage: one failed query is retried until it succeeds, then all the others
 * at once. When a query fails because the session has ended, the session is refetched, so that the whole app notices.
 */
export const createQueryCache = (client: () => QueryClient): QueryCache => {
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
  const cache: QueryCache = new QueryCache({
    onError: (error) => {
      if (isUnavailable(error) && unanswered().length > 0) schedule()
      if (isSessionEnd(error)) void client().invalidateQueries({ queryKey: sessionKey })
    },
  })
  return cache
}
