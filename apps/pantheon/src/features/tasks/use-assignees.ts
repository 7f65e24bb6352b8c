import { useEveryMember } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'

export interface Assignee {
  id: string
  name: string
}

/** The possible assignees: all members, or only the user where the permission to list members is missing. */
export const useAssignees = (account: Account | undefined): readonly Assignee[] => {
  const members = useEveryMember(account?.permissions.includes('member:read') ?? false)
  return members?.map(({ userId, name }) => ({ id: userId, name })) ?? (account ? [{ id: account.user.id, name: account.user.name }] : [])
}
