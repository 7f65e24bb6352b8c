import { type Query, QueryCache, type QueryClient } from '@tanstack/react-query'
import { isAway } from '../errors.ts'

/** Retry interval while the server is unavailable, in ms. */
const againMs = 4000

const isLost = ({ state: { error } }: Query): boolean => error !== null && isAway(error)

/**
 * A query cache that retries active queries after an outage: one failed query is retried until it succeeds, then all the others
 * at once.
 */
export const createHealingCache = (client: () => QueryClient): QueryCache => {
  let isWaiting = false
  const lost = () => cache.findAll({ type: 'active', predicate: isLost })
  const ask = async (): Promise<void> => {
    isWaiting = false
    const [first] = lost()
    if (!first) return
    await client().refetchQueries({ queryKey: first.queryKey, exact: true })
    if (!isLost(first)) await client().refetchQueries({ type: 'active', predicate: isLost })
    else schedule()
  }
  const schedule = (): void => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => void ask(), againMs)
  }
  const cache: QueryCache = new QueryCache({ onError: (error) => isAway(error) && lost().length > 0 && schedule() })
  return cache
}
