import type { Member } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { type HeldRole, isOwner, roleKeyOf, roleNameOf } from '../roles/role.ts'

/** Fails with `auth.last_owner` when an organization of `owners` would lose its only one; `next` is what the member becomes, null when they go. */
export const requireOwnerLeft = (owners: number, member: HeldRole, next: HeldRole | null): void => {
  const isLosing = isOwner(member) && (next === null || !isOwner(next))
  if (isLosing && owners <= 1) fail('auth.last_owner')
}

/** The member as the wire has it. */
export const toMember = (row: HeldRole & { userId: string; name: string; email: string; createdAt: Date }, teams: Member['teams']): Member => ({
  userId: row.userId,
  name: row.name,
  email: row.email,
  role: roleKeyOf(row),
  roleName: roleNameOf(row),
  teams,
  joinedAt: row.createdAt.toISOString(),
})
