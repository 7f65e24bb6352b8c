import type { DeleteOrganization, Organization } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, fail, isOperator, mintScope, orFail } from '@pantheon/kernel'
import { ensureHomes } from '../members/departure.ts'
import { findMember, memberIds } from '../members/members.repo.ts'
import { permissionsHeld } from '../roles/role.ts'
import { changeOrganization } from './change-organization.ts'
import { type OrganizationRecord, purgeDate, toOrganization, undoMs } from './organization.ts'
import { deleteAllButBooks, findPurgeable, lockOrganization, saveOrganization } from './organizations.repo.ts'
import type { AccessNews } from './society.port.ts'

const isOver = (organization: OrganizationRecord, at: Date): boolean => (purgeDate(organization)?.getTime() ?? Number.POSITIVE_INFINITY) <= at.getTime()

/** Deleting an organization, changing one's mind within 30 days, and the end of it. */
export const createDeletion = ({ db, clock, access }: { db: Db; clock: Clock; access: AccessNews }) => {
  /** The rows of several organizations are touched: homes for those who lose their only one. */
  const everywhere = db.as(mintScope(null))

  const purge = (id: string): Promise<void> =>
    everywhere.transaction(async (tx) => {
      const organization = await lockOrganization(tx, id)
      if (!organization || organization.purgedAt !== null || !isOver(organization, clock.now())) return // restored meanwhile, or another instance's
      await deleteAllButBooks(tx, id)
      await saveOrganization(tx, { ...organization, name: 'Deleted organization', version: organization.version + 1, purgedAt: clock.now() })
      tx.emit('organization.purged', { organizationId: id, actorId: null, data: { organizationId: id }, before: toOrganization(organization) })
    })

  return {
    /** Deletes the actor's organization, whose name is typed out (`organization.name_mismatch`). It can be restored for 30 days. */
    remove: async (asked: Actor, { confirmation }: DeleteOrganization): Promise<Organization> => {
      const { organizationId } = asked
      const organization = await changeOrganization(everywhere, asked, 'organization:delete', async (tx, actor, living) => {
        if (confirmation.trim() !== living.name) fail('organization.name_mismatch')
        const deleted = { ...living, version: living.version + 1, deletedAt: clock.now() }
        await saveOrganization(tx, deleted)
        await ensureHomes(tx, actor, await memberIds(tx, organizationId), clock.now())
        const after = toOrganization(deleted)
        tx.emit('organization.deleted', { ...by(actor), data: { organizationId }, before: toOrganization(living), after })
        return after
      })
      access.changed({ organizationId })
      return organization
    },

    /** Brings a deleted organization of the actor's back, as it was. For a living one it changes nothing. */
    restore: async (actor: Actor, organizationId: string): Promise<Organization> => {
      const organization = await everywhere.transaction(async (tx) => {
        const stored = orFail(await lockOrganization(tx, organizationId), 'organization.not_found')
        const member = await findMember(tx, organizationId, actor.userId)
        if (!member && !isOperator(actor)) fail('organization.not_found')
        if (member && !permissionsHeld(member, actor.platformRole).includes('organization:delete')) {
          fail('auth.forbidden', { permission: 'organization:delete' })
        }
        if (stored.purgedAt !== null || isOver(stored, clock.now())) fail('organization.not_found')
        if (stored.deletedAt === null) return toOrganization(stored)
        const restored = { ...stored, version: stored.version + 1, deletedAt: null }
        await saveOrganization(tx, restored)
        const after = toOrganization(restored)
        tx.emit('organization.restored', { ...by(actor), organizationId, data: { organizationId }, before: toOrganization(stored), after })
        return after
      })
      access.changed({ organizationId })
      return organization
    },

    /** Ends what was deleted 30 days ago, for good; for a sweep every hour. Orders, payments, courses and the audit chain stay. How many it ended. */
    purgeDeleted: async (): Promise<number> => {
      const due = await findPurgeable(everywhere, new Date(clock.now().getTime() - undoMs))
      const failures: unknown[] = []
      for (const organizationId of due) {
        // One that cannot be ended keeps none of the others.
        await purge(organizationId).catch((error: unknown) => failures.push(error))
        access.changed({ organizationId })
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} deleted organizations could not be purged`)
      return due.length
    },
  }
}
