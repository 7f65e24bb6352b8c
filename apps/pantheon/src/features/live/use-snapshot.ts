import { useTRPC } from '@pantheon/client/react'
import { useQuery } from '@tanstack/react-query'

/** Everything at a glance, kept current by the watch. */
export const useSnapshot = () => useQuery(useTRPC().state.snapshot.queryOptions())
