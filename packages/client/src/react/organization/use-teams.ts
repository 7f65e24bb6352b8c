import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { loadedOf, useAction } from '../account/action.ts'
import { useTRPC } from '../provider.tsx'
import { useMemberList } from './use-members.ts'
import { useOrganizationsChanged } from './use-organizations-changed.ts'

/** Teams and their members; `search` finds members to add to a team. */
export const useTeams = (locale: Locale, search: string) => {
  const trpc = useTRPC()
  const onSettled = useOrganizationsChanged()
  const { teams } = trpc.organizations
  return {
    teams: loadedOf(useQuery(teams.list.queryOptions(undefined, { select: ({ items }) => items })), locale),
    candidates: useMemberList(locale, search),
    create: useAction(useMutation(teams.create.mutationOptions({ onSettled })), locale),
    rename: useAction(useMutation(teams.rename.mutationOptions({ onSettled })), locale),
    remove: useAction(useMutation(teams.delete.mutationOptions({ onSettled })), locale),
    addMember: useAction(useMutation(teams.addMember.mutationOptions({ onSettled })), locale),
    removeMember: useAction(useMutation(teams.removeMember.mutationOptions({ onSettled })), locale),
  }
}
