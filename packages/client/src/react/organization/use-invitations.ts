import type { Locale } from '@pantheon/contract'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { loadedPagesOf, useAction } from '../account/action.ts'
import { useTRPC } from '../provider.tsx'
import { useRoleList } from './use-members.ts'
import { useOrganizationsChanged } from './use-organizations-changed.ts'

/** The organization's invitations; inviting and revoking. Disabled for users without the permission. */
export const useInvitations = (locale: Locale, isAllowed: boolean) => {
  const trpc = useTRPC()
  const onSettled = useOrganizationsChanged()
  const list = useInfiniteQuery(
    trpc.organizations.invitations.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor ?? undefined, enabled: isAllowed }),
  )
  return {
    invitations: loadedPagesOf(list, locale),
    roles: useRoleList(locale),
    invite: useAction(useMutation(trpc.organizations.invitations.create.mutationOptions({ onSettled })), locale),
    revoke: useAction(useMutation(trpc.organizations.invitations.revoke.mutationOptions({ onSettled })), locale),
  }
}
