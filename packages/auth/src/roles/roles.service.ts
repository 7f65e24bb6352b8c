import {
  type CreateRole,
  type Explain,
  type Explanation,
  nameKey,
  type OrganizationRole,
  organizationRoles,
  type Role,
  rolePermissions,
  type UpdateRole,
} from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import { revokeUnauthorizedInvitations } from '../invitations/unfounded.ts'
import type { AccessListener } from '../organizations/access-listener.port.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { Roles } from '../organizations/organizations.types.ts'
import { explain } from './explain.ts'
import { customRole, inOrder, isBuiltInKey, requireAssignable, requireGrantable } from './role.ts'
import { countHolders, deleteRole, findCustomRole, insertRole, isRoleInUse, listCustomRoles, type StoredRole, saveRole } from './roles.repo.ts'

export interface RolesDeps {
  db: Db
  clock: Clock
  access: AccessListener
}

const builtInRole = (role: OrganizationRole, members: number): Role => ({
  key: role,
  name: role,
  permissions: [...rolePermissions[role]],
  isBuiltIn: true,
  members,
  version: 1,
})
const toRole = ({ id, name, permissions, version }: StoredRole, members: number): Role => ({
  key: id,
  name,
  permissions: inOrder(permissions),
  isBuiltIn: false,
  members,
  version,
})

/** Maximum number of custom roles of an organization, because they are listed without pages. */
const mostRoles = 100

/** Fails with `role.name_taken` when another role of the organization has the name, ignoring case and Unicode form. */
const requireFreeName = async (tx: Tx, organizationId: string, name: string, ownId?: string): Promise<void> => {
  const wanted = nameKey(name)
  const others = (await listCustomRoles(tx, organizationId)).filter(({ id }) => id !== ownId)
  if (isBuiltInKey(wanted) || others.some((role) => nameKey(role.name) === wanted)) fail('role.name_taken', { name })
}

/** The roles of the actor's organization: the four built-in ones and its custom ones. */
export const createRoles = ({ db, clock, access }: RolesDeps): Roles => ({
  list: async (actor: Actor): Promise<Role[]> => {
    const scoped = db.as(actor.scope)
    const [custom, holders] = await Promise.all([listCustomRoles(scoped, actor.organizationId), countHolders(scoped, actor.organizationId)])
    return [...organizationRoles.map((role) => builtInRole(role, holders.get(role) ?? 0)), ...custom.map((role) => toRole(role, holders.get(role.id) ?? 0))]
  },

  create: (asked: Actor, { name, permissions }: CreateRole): Promise<Role> =>
    changeOrganization(db.as(asked.scope), asked, 'role:manage', async (tx, actor, { id: organizationId }) => {
      requireGrantable(actor, permissions)
      if ((await listCustomRoles(tx, organizationId)).length >= mostRoles) fail('role.too_many', { limit: mostRoles })
      await requireFreeName(tx, organizationId, name)
      const role = { id: newId(clock.now()), organizationId, name, permissions: inOrder(permissions), version: 1, createdAt: clock.now() }
      await insertRole(tx, role)
      const made = toRole(role, 0)
      tx.emit('role.created', { ...actorFields(actor), data: { roleId: role.id }, after: made })
      return made
    }),

  update: async (asked: Actor, { id, name, permissions, version }: UpdateRole): Promise<Role> => {
    const { organizationId } = asked
    const role = await changeOrganization(db.as(asked.scope), asked, 'role:manage', async (tx, actor) => {
      const stored = orFail(await findCustomRole(tx, organizationId, id), 'role.not_found')
      const members = (await countHolders(tx, organizationId)).get(id) ?? 0
      const before = toRole(stored, members)
      if (stored.version !== version) fail('version.stale', { current: before })
      requireAssignable(actor, customRole(stored))
      requireGrantable(actor, permissions)
      await requireFreeName(tx, organizationId, name, id)
      const changed = { ...stored, name, permissions: inOrder(permissions), version: version + 1 }
      await saveRole(tx, changed)
      await revokeUnauthorizedInvitations(tx, actor, organizationId, clock.now())
      const after = toRole(changed, members)
      tx.emit('role.changed', { ...actorFields(actor), data: { roleId: id }, before, after })
      return after
    })
    access.changed({ organizationId })
    return role
  },

  remove: (asked: Actor, id: string): Promise<void> =>
    changeOrganization(db.as(asked.scope), asked, 'role:manage', async (tx, actor, { id: organizationId }) => {
      const role = orFail(await findCustomRole(tx, organizationId, id), 'role.not_found')
      requireAssignable(actor, customRole(role))
      if (await isRoleInUse(tx, id, clock.now())) fail('role.in_use')
      await deleteRole(tx, role)
      tx.emit('role.deleted', { ...actorFields(actor), data: { roleId: id }, before: toRole(role, 0) })
    }),

  explain: (actor: Actor, question: Explain): Promise<Explanation> => explain(db.as(actor.scope), actor.organizationId, question),
})
