import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'

/**
 * Returns a function that refetches organizations, the account and the audit log: memberships decide what everyone may see and
 * do.
 */
export const useOrganizationsChanged = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => Promise.all([trpc.organizations, trpc.auth, trpc.audit].map((part) => queryClient.invalidateQueries({ queryKey: part.pathKey() })))
}

/**
 * Returns a function that clears the query cache and loads a page anew, which opens its own live connection: no data of the
 * previous organization may remain.
 */
export const useGoTo = () => {
  const queryClient = useQueryClient()
  return (address: string) => {
    window.location.assign(address)
    queryClient.clear()
  }
}
