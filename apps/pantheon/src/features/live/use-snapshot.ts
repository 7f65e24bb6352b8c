import { useTRPC } from '@pantheon/client/react'
import { useQuery } from '@tanstack/react-query'

/** The composite state, kept fresh by the live subscription. */
export const useSnapshot = () => useQuery(useTRPC().state.snapshot.queryOptions())
