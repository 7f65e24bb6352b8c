import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'

/** Who belongs to what decides what everybody may see and do: after a change, organizations, the account and the audit log are read again. */
export const useOrganizationsChanged = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => Promise.all([trpc.organizations, trpc.auth, trpc.audit].map((part) => queryClient.invalidateQueries({ queryKey: part.pathKey() })))
}

/** Another organization is another world: everything that was read goes, and a page loaded anew opens its own live connection. */
export const useGoTo = () => {
  const queryClient = useQueryClient()
  return (address: string) => {
    window.location.assign(address)
    queryClient.clear()
  }
}
