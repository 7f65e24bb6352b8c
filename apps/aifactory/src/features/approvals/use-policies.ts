import { useTRPC } from '@pantheon/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The rules of the organization and of the platform. */
export const usePolicies = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.policies.list.queryOptions(undefined, { select: ({ items }) => items }))
}

/** One rule, as it was when the form was opened: what is typed is not taken away by a fresh copy. */
export const usePolicy = (id: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.policies.get.queryOptions({ id }))
}

/** Making, changing and removing rules. */
export const usePolicyActions = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.business.policies.list.queryKey() })
  const { policies } = trpc.business
  return {
    create: useMutation(policies.create.mutationOptions({ onSettled })),
    update: useMutation(policies.update.mutationOptions({ onSettled })),
    remove: useMutation(policies.remove.mutationOptions({ onSettled })),
  }
}

/** Everybody who can be named in a rule: roles, teams and members of the organization. */
export const useApproverChoice = () => {
  const trpc = useTRPC()
  const { members, roles, teams } = trpc.organizations
  return {
    members: useQuery(members.list.queryOptions({ limit: 100 }, { select: ({ items }) => items })).data ?? [],
    roles: useQuery(roles.list.queryOptions(undefined, { select: ({ items }) => items })).data ?? [],
    teams: useQuery(teams.list.queryOptions(undefined, { select: ({ items }) => items })).data ?? [],
  }
}
export type ApproverChoice = ReturnType<typeof useApproverChoice>
