import { useTRPC } from '@pantheon/client'
import type { Account } from '@pantheon/contract'
import { useQuery } from '@tanstack/react-query'

export interface Assignee {
  id: string
  name: string
}

/** Who a task can be given to: the members, as far as a choice can hold them; for those who may not see members, themselves. */
export const useAssignees = (account: Account | undefined): readonly Assignee[] => {
  const maySeeMembers = account?.permissions.includes('member:read') ?? false
  const members = useQuery(
    useTRPC().organizations.members.list.queryOptions(
      { limit: 100 },
      { enabled: maySeeMembers, select: ({ items }): readonly Assignee[] => items.map(({ userId, name }) => ({ id: userId, name })) },
    ),
  )
  return members.data ?? (account ? [{ id: account.user.id, name: account.user.name }] : [])
}
