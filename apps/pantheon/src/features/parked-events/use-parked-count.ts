import { useTRPC } from '@pantheon/client/react'
import { useQuery } from '@tanstack/react-query'

const countMs = 30_000

/** How many events are parked; undefined while nobody who may know asks. */
export const useParkedCount = (isAllowed: boolean): number | undefined =>
  useQuery(useTRPC().system.parkedEvents.count.queryOptions(undefined, { enabled: isAllowed, refetchInterval: countMs })).data?.count
