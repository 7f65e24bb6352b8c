import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, world } from '../../src/testing/index.ts'
import { bringIn, company, idOf, rolesIn } from '../support/organizations.ts'

const day = 86_400_000

describe.each(storyDialects)('Organizations, on %s', async (dialect) => {
  let later = 0
  const clock = { now: () => new Date(Date.now() + later) }
  const here = await world(dialect, { clock })
  const { buyer, operator, system, settle, close } = here
  afterAll(close)
  const everything = system.db.as(systemScope)
  const named = async (caller: SignedInCaller, name: string) => (await caller.api.organizations.list.query()).items.find((item) => item.name === name)
  const signInAgain = (caller: SignedInCaller) => caller.api.auth.login.mutate({ email: caller.account.user.email, password: caller.password })

  describe('Making one', () => {
    it('adds it to one’s own, and leaves one where one is', async () => {
      const ada = await buyer()
      const answer = await ada.rest('POST', '/organizations', { name: '  Engines  ' })
      expect(answer).toMatchObject({ status: 201, body: { name: 'Engines', role: 'owner', roleName: 'owner', isCurrent: false, members: 1, deletedAt: null } })
      expect(answer.headers.get('location')).toBe('/api/v1/organizations')
      const { items } = await ada.api.organizations.list.query()
      expect(items.map(({ name, isCurrent }) => ({ name, isCurrent }))).toEqual([
        { name: ada.account.user.name, isCurrent: true },
        { name: 'Engines', isCurrent: false },
      ])
    })

    it('shows only one’s own, with how many are in each', async () => {
      const { id, owner, members } = await company(here, 'Three', 'admin', 'viewer')
      expect(await named(owner, 'Three')).toMatchObject({ id, role: 'owner', members: 3, isCurrent: true })
      expect(await named(members[1], 'Three')).toMatchObject({ id, role: 'viewer', members: 3 })
      expect(await named(await buyer(), 'Three')).toBeUndefined()
    })
  })

  describe('Renaming', () => {
    it('is for those who manage it, and refuses a version that is old with the current state', async () => {
      const { owner, members } = await company(here, 'Old name', 'admin', 'member')
      const [admin, member] = members
      expect(await admin.api.organizations.rename.mutate({ name: 'New name', version: 1 })).toMatchObject({ name: 'New name', version: 2 })
      expect(await owner.rest('PATCH', '/organization', { name: 'Lost', version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'version.stale', details: { current: { name: 'New name', version: 2 } } },
      })
      expect(await owner.rest('PATCH', '/organization', { name: 'Lost' })).toMatchObject({ status: 428 })
      expect(await member.rest('PATCH', '/organization', { name: 'Mine', version: 2 })).toMatchObject({
        status: 403,
        body: { details: { permission: 'organization:manage' } },
      })
    })
  })

  describe('Leaving', () => {
    it('ends the membership, with its teams', async () => {
      const { owner, members } = await company(here, 'Left', 'member')
      const [member] = members
      const team = await owner.api.organizations.teams.create.mutate({ name: 'Night shift' })
      await owner.api.organizations.teams.addMember.mutate({ id: team.id, userId: idOf(member) })
      await member.api.organizations.leave.mutate()
      expect(Object.keys(await rolesIn(owner))).toEqual([idOf(owner)])
      expect((await owner.api.organizations.teams.list.query()).items).toMatchObject([{ members: [] }])
      expect(await named(member, 'Left')).toBeUndefined()
    })

    it('one’s only organization makes a personal one, so that one always has one', async () => {
      const { owner, members } = await company(here, 'Only home', 'member')
      const [member] = members
      const personal = member.account.organization
      await member.api.organizations.switch.mutate({ id: personal.id })
      await member.api.organizations.delete.mutate({ confirmation: personal.name })
      const { id } = (await named(member, 'Only home'))!
      await member.api.organizations.switch.mutate({ id })
      await member.api.organizations.leave.mutate()
      await signInAgain(member)
      const { items } = await member.api.organizations.list.query()
      const living = items.filter(({ deletedAt }) => deletedAt === null)
      expect(living).toMatchObject([{ name: member.account.user.name, role: 'owner', members: 1 }])
      expect(living[0]?.id).not.toBe(personal.id)
      expect(Object.keys(await rolesIn(owner))).toEqual([idOf(owner)])
    })

    it('is refused to the last owner, who cannot be removed or demoted either', async () => {
      const { owner, members } = await company(here, 'One owner', 'admin')
      const [admin] = members
      expect(await refusalOf(owner.api.organizations.leave.mutate())).toBe('auth.last_owner')
      expect(await refusalOf(owner.api.organizations.members.setRole.mutate({ userId: idOf(owner), role: 'admin' }))).toBe('auth.last_owner')
      expect(await refusalOf(owner.api.organizations.members.remove.mutate({ userId: idOf(owner) }))).toBe('auth.last_owner')
      expect(await rolesIn(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(admin)]: 'admin' })
    })
  })

  describe('The last owner under concurrency', () => {
    const ownersOf = async (organizationId: string): Promise<number> => {
      const { memberships } = system.db.tables
      const rows = await everything.select().from(memberships).where(eq(memberships.organizationId, organizationId))
      return rows.filter(({ role }) => role === 'owner').length
    }

    it('stays, when all owners leave at once', async () => {
      const { id, owner, members } = await company(here, 'Exodus', 'owner', 'owner', 'owner')
      const outcomes = await Promise.all([owner, ...members].map((person) => refusalOf(person.api.organizations.leave.mutate())))
      expect(outcomes.toSorted()).toEqual(['auth.last_owner', undefined, undefined, undefined])
      expect(await ownersOf(id)).toBe(1)
    })

    it('stays, when two owners demote each other at once', async () => {
      for (let round = 0; round < 4; round++) {
        const { id, owner, members } = await company(here, `Duel ${round}`, 'owner')
        const [rival] = members
        const outcomes = await Promise.all([
          refusalOf(owner.api.organizations.members.setRole.mutate({ userId: idOf(rival), role: 'viewer' })),
          refusalOf(rival.api.organizations.members.setRole.mutate({ userId: idOf(owner), role: 'viewer' })),
        ])
        // Whoever comes second is no owner any more, and may not.
        expect(outcomes.toSorted()).toEqual(['auth.forbidden', undefined])
        expect(await ownersOf(id)).toBe(1)
      }
    })

    it('stays, when one leaves while the other steps down', async () => {
      const { id, owner, members } = await company(here, 'Two ways out', 'owner')
      const [second] = members
      const outcomes = await Promise.all([
        refusalOf(owner.api.organizations.leave.mutate()),
        refusalOf(second.api.organizations.members.setRole.mutate({ userId: idOf(second), role: 'member' })),
      ])
      expect(outcomes.toSorted()).toEqual(['auth.last_owner', undefined])
      expect(await ownersOf(id)).toBe(1)
    })
  })

  describe('Transferring', () => {
    it('makes the other the owner and the giver an administrator', async () => {
      const { owner, members } = await company(here, 'Handed on', 'member')
      const [heir] = members
      await owner.api.organizations.transfer.mutate({ userId: idOf(heir) })
      expect(await rolesIn(heir)).toEqual({ [idOf(owner)]: 'admin', [idOf(heir)]: 'owner' })
      expect(await refusalOf(owner.api.organizations.transfer.mutate({ userId: idOf(owner) }))).toBe('auth.forbidden')
      expect(await refusalOf(heir.api.organizations.delete.mutate({ confirmation: 'Handed on' }))).toBeUndefined()
    })

    it('is refused to anybody but an owner, to strangers, and to oneself', async () => {
      const { owner, members } = await company(here, 'Kept', 'admin')
      const [admin] = members
      expect(await refusalOf(admin.api.organizations.transfer.mutate({ userId: idOf(admin) }))).toBe('auth.forbidden')
      expect(await refusalOf(owner.api.organizations.transfer.mutate({ userId: idOf(await buyer()) }))).toBe('member.not_found')
      expect(await refusalOf(owner.api.organizations.transfer.mutate({ userId: idOf(owner) }))).toBe('input.invalid')
      expect(await rolesIn(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(admin)]: 'admin' })
    })

    it('twice at once leaves an owner, and hands over once', async () => {
      const { owner, members } = await company(here, 'Two heirs', 'member', 'member')
      const outcomes = await Promise.all(members.map((heir) => refusalOf(owner.api.organizations.transfer.mutate({ userId: idOf(heir) }))))
      expect(outcomes.toSorted()).toEqual(['auth.forbidden', undefined])
      expect(Object.values(await rolesIn(members[0])).toSorted()).toEqual(['admin', 'member', 'owner'])
    })
  })

  describe('Deleting and restoring', () => {
    it('needs the name typed out, and can be undone by an owner', async () => {
      const { id, owner, members } = await company(here, 'Regretted', 'admin')
      const [admin] = members
      expect(await refusalOf(owner.api.organizations.delete.mutate({ confirmation: 'regretted' }))).toBe('organization.name_mismatch')
      expect(await refusalOf(admin.api.organizations.delete.mutate({ confirmation: 'Regretted' }))).toBe('auth.forbidden')
      const deleted = await owner.api.organizations.delete.mutate({ confirmation: 'Regretted' })
      expect(Date.parse(deleted.purgeAt!) - Date.parse(deleted.deletedAt!)).toBe(30 * day)

      await Promise.all([owner, admin].map(signInAgain))
      expect(await named(owner, 'Regretted')).toMatchObject({ id, deletedAt: deleted.deletedAt, purgeAt: deleted.purgeAt })
      expect(await named(admin, 'Regretted')).toBeUndefined()
      expect(await refusalOf(admin.api.organizations.restore.mutate({ id }))).toBe('auth.forbidden')
      expect(await refusalOf((await buyer()).api.organizations.restore.mutate({ id }))).toBe('organization.not_found')

      expect(await owner.rest('POST', `/organizations/${id}/restore`)).toMatchObject({ status: 200, body: { id, deletedAt: null, purgeAt: null } })
      expect(await named(admin, 'Regretted')).toMatchObject({ role: 'admin', members: 2 })
      await owner.api.organizations.switch.mutate({ id })
      expect(await rolesIn(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(admin)]: 'admin' })
    })

    it('puts everybody who is in it into another of their organizations at once', async () => {
      const { id, owner, members } = await company(here, 'Gone at once', 'admin')
      const [admin] = members
      expect((await admin.api.auth.me.query()).organization.id).toBe(id)
      await owner.api.organizations.delete.mutate({ confirmation: 'Gone at once' })
      for (const person of [owner, admin]) expect((await person.api.auth.me.query()).organization).toEqual(person.account.organization)
      expect(await refusalOf(admin.api.organizations.switch.mutate({ id }))).toMatch(/^organization\./)
    })

    it('one’s only organization leaves one with a personal one to restore it from', async () => {
      const ada = await buyer()
      const { id, name } = ada.account.organization
      await ada.api.organizations.delete.mutate({ confirmation: name })
      await signInAgain(ada)
      const before = (await ada.api.organizations.list.query()).items
      expect(before.map((item) => [item.id === id, item.deletedAt !== null])).toEqual([
        [true, true],
        [false, false],
      ])
      await ada.api.organizations.restore.mutate({ id })
      expect((await ada.api.organizations.list.query()).items.map(({ deletedAt }) => deletedAt)).toEqual([null, null])
    })
  })

  it('leave nobody without one, when all that somebody is in are deleted at once', async () => {
    for (let round = 0; round < 3; round++) {
      const person = await buyer()
      const hosts = [await company(here, `East ${round}`), await company(here, `West ${round}`)]
      for (const { owner } of hosts) await bringIn(here, owner, person, 'member')
      await person.api.organizations.switch.mutate({ id: person.account.organization.id })
      await person.api.organizations.delete.mutate({ confirmation: person.account.organization.name })
      await Promise.all(hosts.map(({ owner }, i) => owner.api.organizations.delete.mutate({ confirmation: `${['East', 'West'][i]} ${round}` })))
      expect(await person.api.auth.me.query()).toMatchObject({ role: 'owner', organization: { name: person.account.user.name, deletedAt: null } })
      expect((await person.api.organizations.list.query()).items.filter(({ deletedAt }) => deletedAt === null)).toHaveLength(1)
    }
  })

  it('are each their own, for operators of the platform too', async () => {
    const [{ owner }, shop] = await Promise.all([company(here, 'Not the operator’s', 'member'), operator()])
    await owner.api.organizations.teams.create.mutate({ name: 'Inner circle' })
    expect((await shop.api.organizations.members.list.query({})).items.map(({ userId }) => userId)).toEqual([idOf(shop)])
    expect((await shop.api.organizations.teams.list.query()).items).toEqual([])
    expect((await shop.api.organizations.roles.list.query()).items.map(({ members }) => members)).toEqual([1, 0, 0, 0])
    expect(await refusalOf(shop.api.organizations.members.remove.mutate({ userId: idOf(owner) }))).toBe('member.not_found')
  })

  it('put everything that happens to them into the log, with who did it and what it changed', async () => {
    const { id, owner, members } = await company(here, 'Logged', 'member', 'member')
    const [heir, leaver] = members
    const { id: teamId } = await owner.api.organizations.teams.create.mutate({ name: 'T' })
    await owner.api.organizations.teams.addMember.mutate({ id: teamId, userId: idOf(heir) })
    await owner.api.organizations.teams.delete.mutate({ id: teamId })
    await leaver.api.organizations.leave.mutate()
    await owner.api.organizations.transfer.mutate({ userId: idOf(heir) })
    await heir.api.organizations.members.setRole.mutate({ userId: idOf(owner), role: 'viewer' })
    await heir.api.organizations.delete.mutate({ confirmation: 'Logged' })
    const { events } = system.db.tables
    const log = await everything.select().from(events).where(eq(events.organizationId, id)).orderBy(events.seq)
    const invited = ['invitation.sent', 'invitation.accepted', 'member.joined']
    expect(log.map(({ name }) => name).filter((name) => !/^(session|notification)\./.test(name))).toEqual([
      'organization.created',
      ...invited,
      ...invited,
      'team.created',
      'team.member_added',
      'team.deleted',
      'member.left',
      'organization.transferred',
      'member.role_changed',
      'organization.deleted',
    ])
    const of = (name: string) => log.findLast((event) => event.name === name)!
    expect(of('organization.transferred')).toMatchObject({ actorId: idOf(owner), data: { organizationId: id, userId: idOf(heir) } })
    expect(of('member.role_changed')).toMatchObject({ actorId: idOf(heir), data: { userId: idOf(owner) } })
    for (const name of ['organization.transferred', 'member.role_changed', 'organization.deleted', 'team.member_added', 'invitation.accepted']) {
      expect(of(name), name).toMatchObject({ beforeDigest: expect.any(String), afterDigest: expect.any(String), origin: { address: expect.any(String) } })
      expect(of(name).beforeDigest, name).not.toBe(of(name).afterDigest)
    }
  })

  it('are purged after 30 days, down to their books', async () => {
    const [shop, { id, owner, members }] = await Promise.all([operator(), company(here, 'Forgotten', 'member')])
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const order = await owner.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await owner.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await settle()
    const role = await owner.api.organizations.roles.create.mutate({ name: 'Clerk', permissions: ['order:read'] })
    await owner.api.organizations.members.setRole.mutate({ userId: idOf(members[0]), role: role.key })
    await owner.api.organizations.teams.create.mutate({ name: 'Desk' })
    await owner.api.organizations.invitations.create.mutate({ email: 'late@example.test', role: role.key })
    await owner.api.organizations.delete.mutate({ confirmation: 'Forgotten' })
    const { tables } = system.db
    const left = async () => {
      const { memberships, teams, teamMembers, invitations, roles, apiKeys, tasks, sessions, orders, payments, courses } = tables
      const all = { memberships, teams, teamMembers, invitations, roles, apiKeys, tasks, sessions, orders, payments, courses }
      const counts = Object.entries(all).map(async ([name, table]) => [name, await everything.$count(table, eq(table.organizationId, id))] as const)
      return Object.fromEntries((await Promise.all(counts)).filter(([, rows]) => rows > 0))
    }

    later = 30 * day - 60_000
    await system.services.organizations.purgeDeleted()
    expect(await left()).toMatchObject({ memberships: 2, teams: 1, invitations: 2, roles: 1 })

    later = 30 * day
    expect(await system.services.organizations.purgeDeleted()).toBeGreaterThanOrEqual(1)
    expect(await left()).toEqual({ orders: 1, payments: 1, courses: 1 })
    const [row] = await everything.select().from(tables.organizations).where(eq(tables.organizations.id, id))
    expect(row).toMatchObject({ name: 'Deleted organization', purgedAt: expect.any(Date) })
    expect(await system.services.organizations.purgeDeleted()).toBe(0)

    await signInAgain(owner)
    expect(await named(owner, 'Deleted organization')).toBeUndefined()
    expect(await refusalOf(owner.api.organizations.restore.mutate({ id }))).toBe('organization.not_found')
  })
})
