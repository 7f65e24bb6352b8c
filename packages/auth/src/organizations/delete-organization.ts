import type { DeleteOrganization, Organization } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, isOperator, orFail, systemScope } from '@pantheon/kernel'
import { ensurePersonalOrganizations } from '../members/departure.ts'
import { findMember, memberIds } from '../members/members.repo.ts'
import { isOwner, permissionsHeld } from '../roles/role.ts'
import type { AccessListener } from './access-listener.port.ts'
import { changeOrganization } from './change-organization.ts'
import { freeCreditsOwner, moveFreeCredits } from './free-credits.repo.ts'
import { type OrganizationRecord, purgeDate, toOrganization, undoMs } from './organization.ts'
import { deleteAllButFinancialRecords, findPurgeable, lockOrganization, saveOrganization } from './organizations.repo.ts'
import type { Organizations } from './organizations.types.ts'
import { requireNotTooManyMade, requireRoomToOwn } from './ownership.ts'

export interface OrganizationsDeps {
  db: Db
  clock: Clock
  access: AccessListener
  /** Maximum number of organizations that a user may own. */
  ownedLimit: number
  /** Maximum number that a user may create in 24 hours. */
  madeLimit: number
}

const isOver = (organization: OrganizationRecord, at: Date): boolean => (purgeDate(organization)?.getTime() ?? Number.POSITIVE_INFINITY) <= at.getTime()

/** `Organizations` plus methods for the rest of the server. */
export interface OrganizationsInternals extends Organizations {
  /** Purges organizations deleted 30 days ago; run hourly. Orders, payments, courses and the audit chain stay. Resolves to the number purged. */
  purgeDeleted(): Promise<number>
}

/** Deletes, restores (within 30 days) and purges organizations. */
export const createDeletion = ({
  db,
  clock,
  access,
  ownedLimit,
  madeLimit,
}: OrganizationsDeps): Pick<OrganizationsInternals, 'remove' | 'restore' | 'purgeDeleted'> => {
  /** System scope: personal organizations are created for members who lose their only one. */
  const systemDb = db.as(systemScope)

  const purge = (id: string): Promise<void> =>
    systemDb.transaction(async (tx) => {
      const organization = await lockOrganization(tx, id)
      if (!organization || organization.purgedAt !== null || !isOver(organization, clock.now())) return // restored, or purged by another instance
      const owner = await freeCreditsOwner(tx, id)
      await deleteAllButFinancialRecords(tx, id)
      if (owner !== null) await moveFreeCredits(tx, id, owner, clock.now())
      await saveOrganization(tx, { ...organization, name: 'Deleted organization', version: organization.version + 1, purgedAt: clock.now() })
      tx.emit('organization.purged', { organizationId: id, actorId: null, data: { organizationId: id }, before: toOrganization(organization) })
    })

  return {
    remove: async (asked: Actor, { confirmation }: DeleteOrganization): Promise<Organization> => {
      const { organizationId } = asked
      const organization = await changeOrganization(systemDb, asked, 'organization:delete', async (tx, actor, living) => {
        if (confirmation.trim() !== living.name) fail('organization.name_mismatch')
        const deleted = { ...living, version: living.version + 1, deletedAt: clock.now() }
        await saveOrganization(tx, deleted)
        const withNewOrganization = await ensurePersonalOrganizations(tx, actor, await memberIds(tx, organizationId), clock.now())
        // The replacement counts as well, or repeated deletion could create rows without limit.
        if (withNewOrganization.includes(actor.userId)) await requireNotTooManyMade(tx, actor.userId, madeLimit, clock.now())
        const after = toOrganization(deleted)
        tx.emit('organization.deleted', { ...actorFields(actor), data: { organizationId }, before: toOrganization(living), after })
        return after
      })
      access.changed({ organizationId })
      return organization
    },

    restore: async (actor: Actor, organizationId: string): Promise<Organization> => {
      const organization = await systemDb.transaction(async (tx) => {
        const stored = orFail(await lockOrganization(tx, organizationId), 'organization.not_found')
        const member = await findMember(tx, organizationId, actor.userId)
        if (!member && !isOperator(actor)) fail('organization.not_found')
        if (member && !permissionsHeld(member, actor.platformRole).includes('organization:delete')) {
          fail('auth.forbidden', { permission: 'organization:delete' })
        }
        if (stored.purgedAt !== null || isOver(stored, clock.now())) fail('organization.not_found')
        if (stored.deletedAt === null) return toOrganization(stored)
        if (member && isOwner(member)) await requireRoomToOwn(tx, { userId: actor.userId, actorId: actor.userId, limit: ownedLimit })
        const restored = { ...stored, version: stored.version + 1, deletedAt: null }
        await saveOrganization(tx, restored)
        const after = toOrganization(restored)
        tx.emit('organization.restored', { ...actorFields(actor), organizationId, data: { organizationId }, before: toOrganization(stored), after })
        return after
      })
      access.changed({ organizationId })
      return organization
    },

    purgeDeleted: async (): Promise<number> => {
      const due = await findPurgeable(systemDb, new Date(clock.now().getTime() - undoMs))
      const failures: unknown[] = []
      for (const organizationId of due) {
        // A failure of one does not stop the others.
        await purge(organizationId).catch((error: unknown) => failures.push(error))
        access.changed({ organizationId })
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} deleted organizations could not be purged`)
      return due.length
    },
  }
}
