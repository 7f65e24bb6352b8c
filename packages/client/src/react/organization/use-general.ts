import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { loadedOf, useAction } from '../account/action.ts'
import { useTRPC } from '../provider.tsx'
import { useMemberList } from './use-members.ts'
import { useGoTo, useOrganizationsChanged } from './use-organizations-changed.ts'

/**
 * Actions on the organization itself. After leaving or deleting it the user continues in another of their organizations, at
 * `home`.
 */
export const useGeneral = (locale: Locale, home: string, candidateSearch: string) => {
  const trpc = useTRPC()
  const changed = useOrganizationsChanged()
  const goTo = useGoTo()
  const list = useQuery(trpc.organizations.list.queryOptions(undefined, { select: ({ items }) => items }))
  const onGone = () => goTo(home)
  // `rename` refetches after errors too: a conflict means that the organization was changed meanwhile.
  return {
    organizations: loadedOf(list, locale),
    candidates: useMemberList(locale, candidateSearch),
    rename: useAction(useMutation(trpc.organizations.rename.mutationOptions({ onSettled: changed })), locale),
    leave: useAction(useMutation(trpc.organizations.leave.mutationOptions({ onSuccess: onGone })), locale),
    transfer: useAction(useMutation(trpc.organizations.transfer.mutationOptions({ onSuccess: changed })), locale),
    remove: useAction(useMutation(trpc.organizations.delete.mutationOptions({ onSuccess: onGone })), locale),
    restore: useAction(useMutation(trpc.organizations.restore.mutationOptions({ onSuccess: changed })), locale),
  }
}
