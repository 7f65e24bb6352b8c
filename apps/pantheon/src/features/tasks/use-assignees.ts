import { useEveryMember } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'

export interface Assignee {
  id: string
  name: string
}

/** Who a task can be given to: the members; for those who may not see members, themselves. */
export const useAssignees = (account: Account | undefined): readonly Assignee[] => {
  const members = useEveryMember(account?.permissions.includes('member:read') ?? false)
  return members?.map(({ userId, name }) => ({ id: userId, name })) ?? (account ? [{ id: account.user.id, name: account.user.name }] : [])
}
