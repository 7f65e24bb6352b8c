import { useEveryMember, useTRPC } from '@pantheon/client/react'
import type { PolicyCheck } from '@pantheon/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type PolicyDraft, problemsOf, ruleOf, stageFieldId } from './policy-draft.ts'

/** The rules of the organization and of the platform. */
export const usePolicies = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.policies.list.queryOptions(undefined, { select: ({ items }) => items }))
}

/** One rule. Live updates refetch it, so a form has to keep the copy it was opened with. */
export const usePolicy = (id: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.policies.get.queryOptions({ id }))
}

/** Creating, updating and removing rules. */
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

/** The stages of a draft that cannot be passed, by key, as computed by the server while the form is filled in. */
export const useGaps = (draft: PolicyDraft): Map<string, PolicyCheck['gaps'][number]> => {
  const trpc = useTRPC()
  const wrong = new Set(problemsOf(draft).map(({ fieldId }) => fieldId))
  // A stage is checked as soon as its approvers are set, even if other fields are missing.
  const named = draft.stages.filter((stage) => !(['approvers', 'needed'] as const).some((field) => wrong.has(stageFieldId(stage, field))))
  const stages = ruleOf({ ...draft, stages: named }).workflow.stages.map(({ approvers, quorum }) => ({ approvers, quorum }))
  const check = useQuery(
    trpc.business.policies.check.queryOptions(
      { level: draft.level, subject: draft.subject, stages },
      { enabled: draft.isActive && stages.length > 0, placeholderData: keepPreviousData, retry: false },
    ),
  )
  const gaps = check.data && draft.isActive && stages.length > 0 ? check.data.gaps : []
  return new Map(gaps.map((gap) => [named[gap.stage - 1]?.key ?? '', gap]))
}

/** The possible approvers: roles, teams and members of the organization. */
export const useApproverChoice = () => {
  const trpc = useTRPC()
  const { roles, teams } = trpc.organizations
  return {
    members: useEveryMember() ?? [],
    roles: useQuery(roles.list.queryOptions(undefined, { select: ({ items }) => items })).data ?? [],
    teams: useQuery(teams.list.queryOptions(undefined, { select: ({ items }) => items })).data ?? [],
  }
}
export type ApproverChoice = ReturnType<typeof useApproverChoice>
