import type { Tx } from '@pantheon/db'
import { type Actor, actorFields, newId } from '@pantheon/kernel'
import { revokeUnauthorizedInvitations } from '../invitations/unfounded.ts'
import { moveFreeCredits } from '../organizations/free-credits.repo.ts'
import { toOrganization } from '../organizations/organization.ts'
import { findWithoutOrganization, insertOrganization } from '../organizations/organizations.repo.ts'
import { deleteMember } from './members.repo.ts'

/**
 * Creates a personal organization for each of the users who are left without one that is not deleted, as everybody needs one to
 * act in. Returns the ids of those users. The transaction must see every organization.
 */
export const ensurePersonalOrganizations = async (tx: Tx, cause: Actor, userIds: string[], at: Date): Promise<string[]> => {
  const withoutOrganization = await findWithoutOrganization(tx, userIds)
  for (const { id: userId, name } of withoutOrganization) {
    const organization = { id: newId(at), name, version: 1, createdAt: at, deletedAt: null, purgedAt: null }
    await insertOrganization(tx, organization, userId)
    const origin = cause.userId === userId ? (cause.origin ?? null) : null
    const data = { organizationId: organization.id }
    tx.emit('organization.created', { ...data, actorId: cause.userId, origin, data, after: toOrganization(organization) })
  }
  return withoutOrganization.map(({ id }) => id)
}

/**
 * Removes a member from the actor's organization, with their teams, keys and open invitations there, and ensures that they have
 * another organization.
 */
export const removeFromOrganization = async (tx: Tx, actor: Actor, userId: string, at: Date): Promise<void> => {
  const keys = await deleteMember(tx, actor.organizationId, userId, at)
  for (const apiKeyId of keys) tx.emit('api_key.revoked', { ...actorFields(actor), data: { apiKeyId, userId } })
  await revokeUnauthorizedInvitations(tx, actor, actor.organizationId, at)
  await ensurePersonalOrganizations(tx, actor, [userId], at)
  await moveFreeCredits(tx, actor.organizationId, userId, at)
}
