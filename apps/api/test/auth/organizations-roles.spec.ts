import type { Permission, RoleKey } from '@pantheon/contract'
import { organizationRoles, rolePermissions } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'
import { bringIn, company, idOf, mailedToken, rolesIn } from '../support/organizations.ts'

describe.each(storyDialects)('Roles, on %s', async (dialect) => {
  const here = await world(dialect)
  const { buyer, operator, close } = here
  afterAll(close)

  /** Somebody who holds a role of the organization's own with these permissions. */
  const holder = async (owner: SignedInCaller, name: string, permissions: Permission[]) => {
    const { key } = await owner.api.organizations.roles.create.mutate({ name, permissions })
    const person = await buyer()
    await bringIn(here, owner, person, key)
    return { key, person }
  }
  const create = (by: SignedInCaller, name: string, permissions: Permission[]) => refusalOf(by.api.organizations.roles.create.mutate({ name, permissions }))
  const explain = (caller: SignedInCaller, userId: string, permission: Permission) => caller.api.auth.explain.query({ userId, permission })

  describe('The list', () => {
    it('shows the four built-in roles and one’s own, with how many hold each', async () => {
      const { owner, members } = await company(here, 'Listed', 'viewer', 'viewer')
      const { key } = await holder(owner, 'Bookkeeper', ['payment:read', 'order:read'])
      const { items } = await members[0].api.organizations.roles.list.query()
      expect(items.map(({ key, name, isBuiltIn, members, version }) => ({ key, name, isBuiltIn, members, version }))).toEqual([
        ...organizationRoles.map((role) => ({
          key: role,
          name: role,
          isBuiltIn: true,
          members: { owner: 1, admin: 0, member: 0, viewer: 2 }[role],
          version: 1,
        })),
        { key, name: 'Bookkeeper', isBuiltIn: false, members: 1, version: 1 },
      ])
      expect(items.at(-1)?.permissions).toEqual(['order:read', 'payment:read'])
      expect(items[0]?.permissions).toEqual(rolePermissions.owner)
    })
  })

  describe('custom role cannot grant more than its maker has', () => {
    it('when it is made: not what its maker lacks, and not what no role may hand on', async () => {
      const { owner } = await company(here, 'Limits')
      const { person } = await holder(owner, 'Role maker', ['member:read', 'role:manage', 'order:read'])
      expect(await person.rest('POST', '/roles', { name: 'Buyer', permissions: ['order:read', 'order:place'] })).toMatchObject({
        status: 403,
        body: { code: 'role.permission_not_held', details: { permissions: ['order:place'] } },
      })
      expect(await create(person, 'Reader', ['order:read', 'account:read'])).toBeUndefined()
      for (const permission of ['organization:transfer', 'organization:delete', 'catalogue:manage', 'order:fulfil'] as const) {
        expect(await create(owner, `Owner’s ${permission}`, [permission])).toBe('role.permission_not_held')
        expect(await create(await operatorIn(owner), `Operator’s ${permission}`, [permission])).toBe('role.permission_not_held')
      }
    })

    it('when it is changed: neither raised above one’s own, nor anything taken that one does not hold', async () => {
      const { owner } = await company(here, 'Edits')
      const { key: own, person } = await holder(owner, 'Editor', ['member:read', 'role:manage'])
      const { key: above } = await owner.api.organizations.roles.create.mutate({ name: 'Above', permissions: ['team:manage'] })
      const update = (id: RoleKey, permissions: Permission[]) =>
        refusalOf(person.api.organizations.roles.update.mutate({ id, name: `Changed ${id}`, permissions, version: 1 }))
      expect(await update(own, ['member:read', 'role:manage', 'team:manage'])).toBe('role.permission_not_held')
      expect(await update(above, [])).toBe('role.permission_not_held')
      expect(await refusalOf(person.api.organizations.roles.delete.mutate({ id: above }))).toBe('role.permission_not_held')
      expect((await owner.api.organizations.roles.list.query()).items.find(({ key }) => key === above)).toMatchObject({
        name: 'Above',
        permissions: ['team:manage'],
      })
      expect(await update(own, ['member:read'])).toBeUndefined()
    })

    it('when it is given: by assigning, by inviting, by removing', async () => {
      const { owner, members } = await company(here, 'Given', 'viewer', 'admin')
      const [viewer, admin] = members
      const { key, person } = await holder(owner, 'Host', ['member:read', 'member:manage'])
      const { key: orders } = await owner.api.organizations.roles.create.mutate({ name: 'Orders', permissions: ['order:place'] })
      const setRole = (role: RoleKey, whom: SignedInCaller) => refusalOf(person.api.organizations.members.setRole.mutate({ userId: idOf(whom), role }))
      const invite = (role: RoleKey) => refusalOf(person.api.organizations.invitations.create.mutate({ email: `${role}@example.test`, role }))
      expect(await setRole(key, viewer)).toBe('member.outranks') // viewers read orders, hosts do not
      await owner.api.organizations.members.setRole.mutate({ userId: idOf(viewer), role: key })
      for (const role of ['owner', 'admin', 'member', 'viewer', orders]) {
        expect(await setRole(role, viewer)).toBe('role.permission_not_held')
        expect(await setRole(role, person)).toBe('role.permission_not_held')
        expect(await invite(role)).toBe('role.permission_not_held')
      }
      expect(await setRole(key, admin)).toBe('member.outranks')
      expect(await refusalOf(person.api.organizations.members.remove.mutate({ userId: idOf(admin) }))).toBe('member.outranks')
      expect(await invite(key)).toBeUndefined()
      expect(await refusalOf(person.api.organizations.members.remove.mutate({ userId: idOf(viewer) }))).toBeUndefined()
    })
  })

  describe('A role of one’s own', () => {
    it('is what its holder may do, and takes effect at once when it is changed', async () => {
      const { owner } = await company(here, 'Live')
      const { key, person } = await holder(owner, 'Planner', ['member:read', 'team:manage'])
      expect(await person.api.auth.me.query()).toMatchObject({
        role: key,
        permissions: expect.arrayContaining(['account:read', 'account:manage', 'team:manage']),
      })
      expect(await refusalOf(person.api.organizations.teams.create.mutate({ name: 'One' }))).toBeUndefined()
      expect(await refusalOf(person.api.business.orders.list.query({}))).toBe('auth.forbidden')
      const changed = await owner.api.organizations.roles.update.mutate({ id: key, name: 'Reader', permissions: ['order:read'], version: 1 })
      expect(changed).toMatchObject({ key, name: 'Reader', permissions: ['order:read'], members: 1, version: 2 })
      expect(await refusalOf(person.api.organizations.teams.create.mutate({ name: 'Two' }))).toBe('auth.forbidden')
      expect(await refusalOf(person.api.business.orders.list.query({}))).toBeUndefined()
    })

    it('refuses an old version with the current state, and a name that is taken in whatever case', async () => {
      const { owner } = await company(here, 'Names')
      const { key: id } = await owner.api.organizations.roles.create.mutate({ name: 'Clerk', permissions: [] })
      for (const name of ['clerk', 'OWNER']) expect(await create(owner, name, [])).toBe('role.name_taken')
      await owner.api.organizations.roles.update.mutate({ id, name: 'clerk', permissions: [], version: 1 })
      expect(await owner.rest('PUT', `/roles/${id}`, { name: 'Late', permissions: [], version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'version.stale', details: { current: { key: id, name: 'clerk', version: 2 } } },
      })
    })

    it('stays as long as somebody holds it or is invited to it', async () => {
      const { owner } = await company(here, 'In use')
      const { key: id, person } = await holder(owner, 'Temp', ['member:read'])
      const remove = () => refusalOf(owner.api.organizations.roles.delete.mutate({ id }))
      expect(await remove()).toBe('role.in_use')
      await owner.api.organizations.members.setRole.mutate({ userId: idOf(person), role: 'viewer' })
      const { id: invitation } = await owner.api.organizations.invitations.create.mutate({ email: 'temp@example.test', role: id })
      expect(await remove()).toBe('role.in_use')
      await owner.api.organizations.invitations.revoke.mutate({ id: invitation })
      expect(await remove()).toBeUndefined()
      expect(await remove()).toBe('role.not_found')
      expect(await refusalOf(owner.api.organizations.members.setRole.mutate({ userId: idOf(person), role: id }))).toBe('role.not_found')
    })

    it('is either given or deleted, when both come at once', async () => {
      const { owner } = await company(here, 'Race')
      const guest = await buyer()
      for (let round = 0; round < 3; round++) {
        const { key: id } = await owner.api.organizations.roles.create.mutate({ name: `Round ${round}`, permissions: [] })
        const email = `race-${round}@example.test`
        const [deleted, invited] = await Promise.all([
          refusalOf(owner.api.organizations.roles.delete.mutate({ id })),
          refusalOf(owner.api.organizations.invitations.create.mutate({ email, role: id })),
        ])
        expect([
          ['role.in_use', undefined],
          [undefined, 'role.not_found'],
        ]).toContainEqual([deleted, invited])
        if (invited === undefined)
          expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(here, email) }))).toBe('invitation.other_person')
      }
    })

    it('of another organization does not exist', async () => {
      const [{ owner, members }, stranger] = await Promise.all([company(here, 'Own'), company(here, 'Other', 'viewer')])
      expect(members).toEqual([])
      const { key: id } = await owner.api.organizations.roles.create.mutate({ name: 'Own', permissions: ['order:read'] })
      const { roles, members: people } = stranger.owner.api.organizations
      const outcomes = await Promise.all(
        [
          roles.update.mutate({ id, name: 'Mine', permissions: [], version: 1 }),
          roles.delete.mutate({ id }),
          people.setRole.mutate({ userId: idOf(stranger.members[0]), role: id }),
        ].map(refusalOf),
      )
      expect(outcomes).toEqual(['role.not_found', 'role.not_found', 'role.not_found'])
      expect((await roles.list.query()).items).toHaveLength(4)
    })
  })

  describe('Why somebody may or may not', () => {
    it('is told to those who manage members', async () => {
      const { owner, members } = await company(here, 'Curious', 'member')
      expect(await refusalOf(explain(members[0], idOf(owner), 'order:read'))).toBe('auth.forbidden')
    })

    it('is told with what decides and which roles would grant it', async () => {
      const { owner, members } = await company(here, 'Why', 'viewer', 'member')
      const [viewer, member] = members
      const { key, person } = await holder(owner, 'Shopper', ['order:place'])
      const grantedBy = [...(['owner', 'admin', 'member'] as const).map((role) => ({ key: role, name: role })), { key, name: 'Shopper' }]
      expect(await explain(owner, idOf(viewer), 'order:place')).toEqual({
        isAllowed: false,
        because: 'role_lacks',
        role: 'viewer',
        roleName: 'viewer',
        grantedBy,
      })
      expect(await explain(owner, idOf(member), 'order:place')).toEqual({
        isAllowed: true,
        because: 'role_grants',
        role: 'member',
        roleName: 'member',
        grantedBy,
      })
      expect(await explain(owner, idOf(person), 'order:place')).toEqual({ isAllowed: true, because: 'role_grants', role: key, roleName: 'Shopper', grantedBy })
      expect(await explain(owner, idOf(person), 'order:read')).toMatchObject({ isAllowed: false, because: 'role_lacks' })
      expect(await explain(owner, idOf(person), 'account:manage')).toMatchObject({ isAllowed: true, because: 'own_account' })
    })

    it('says the same as the door does, for every permission and member', async () => {
      const { owner, members } = await company(here, 'Agreement', 'viewer', 'admin')
      const { person } = await holder(owner, 'Odd', ['team:manage', 'order:read'])
      for (const who of [owner, ...members, person]) {
        const { permissions } = await who.api.auth.me.query()
        for (const permission of ['order:read', 'team:manage', 'organization:delete', 'account:read', 'catalogue:manage'] as const) {
          expect((await explain(owner, idOf(who), permission)).isAllowed, `${permission} of ${who.account.user.name}`).toBe(permissions.includes(permission))
        }
      }
    })

    it('tells nothing of those who are no members, not even of operators', async () => {
      const { owner } = await company(here, 'Outside')
      for (const outsider of [await buyer(), await operator()]) {
        expect(await explain(owner, idOf(outsider), 'order:read')).toMatchObject({ isAllowed: false, because: 'not_a_member', role: null, roleName: null })
      }
      expect(await explain(owner, idOf(await operatorIn(owner)), 'catalogue:manage')).toMatchObject({
        isAllowed: true,
        because: 'platform_admin',
        role: 'viewer',
      })
    })
  })

  const operatorIn = async (owner: SignedInCaller): Promise<SignedInCaller> => {
    const shop = await operator()
    await bringIn(here, owner, shop, 'viewer')
    expect(await rolesIn(owner)).toMatchObject({ [idOf(shop)]: 'viewer' })
    return shop
  }
})
