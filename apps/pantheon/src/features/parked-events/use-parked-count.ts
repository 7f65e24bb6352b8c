import { useTRPC } from '@pantheon/client/react'
import { useQuery } from '@tanstack/react-query'

const countMs = 30_000

/** The number of parked events; undefined while disabled for users without the permission. */
export const useParkedCount = (isAllowed: boolean): number | undefined =>
  useQuery(useTRPC().system.parkedEvents.count.queryOptions(undefined, { enabled: isAllowed, refetchInterval: countMs })).data?.count
