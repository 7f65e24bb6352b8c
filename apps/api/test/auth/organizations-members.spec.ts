import { rolePermissions } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'
import { bringIn, company, idOf, rolesIn } from '../support/organizations.ts'

describe.each(storyDialects)('Members and teams, on %s', async (dialect) => {
  const here = await world(dialect)
  const { buyer, visitor, system, close } = here
  afterAll(close)
  const setRole = (by: SignedInCaller, whom: SignedInCaller, role: string) =>
    refusalOf(by.api.organizations.members.setRole.mutate({ userId: idOf(whom), role }))

  describe('The list of members', () => {
    it('turns its pages to the end, each member once, newest first', async () => {
      const { owner, members } = await company(here, 'Pages', 'member', 'viewer', 'admin')
      const seen: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await owner.api.organizations.members.list.query({ limit: 1, cursor })
        seen.push(...page.items.map(({ userId }) => userId))
        if (page.nextCursor === null) break
        cursor = page.nextCursor
      }
      expect(seen).toEqual([...members.toReversed(), owner].map(idOf))
      expect(await refusalOf(owner.api.organizations.members.list.query({ cursor: 'made up' }))).toBe('input.invalid')
    })

    it('is searched by name and e-mail, in any case, and takes every sign as it is', async () => {
      const { owner, members } = await company(here, 'Search', 'member')
      const find = async (search: string) => (await owner.api.organizations.members.list.query({ search })).items.map(({ userId }) => userId)
      const { user } = members[0].account
      expect(await find(user.name.toUpperCase())).toEqual([user.id])
      expect(await find(user.email.slice(0, user.email.indexOf('@')))).toEqual([user.id])
      expect(await find('@EXAMPLE')).toHaveLength(2)
      expect(await find('%')).toEqual([])
      expect(await find('_')).toEqual([])
      await members[0].api.auth.profile.update.mutate({ name: 'Émile ÅSTRÖM' })
      for (const part of ['Émile', 'ÉMI', 'MILE', 'ÅSTRÖM', 'astrom']) expect(await find(part), part).toEqual([user.id])
    })

    it('names the teams of each, and no other organization’s members', async () => {
      const [{ owner, members }, other] = await Promise.all([company(here, 'Teams shown', 'viewer'), company(here, 'Elsewhere', 'member')])
      const [viewer] = members
      for (const name of ['Night', 'Day']) {
        const { id } = await owner.api.organizations.teams.create.mutate({ name })
        await owner.api.organizations.teams.addMember.mutate({ id, userId: idOf(viewer) })
      }
      const { items } = await viewer.api.organizations.members.list.query({})
      expect(items.map(({ userId, role, teams }) => [userId, role, teams.map(({ name }) => name)])).toEqual([
        [idOf(viewer), 'viewer', ['Day', 'Night']],
        [idOf(owner), 'owner', []],
      ])
      expect(Object.keys(await rolesIn(other.owner)).toSorted()).toEqual([other.owner, ...other.members].map(idOf).toSorted())
    })
  })

  describe('A member’s role', () => {
    it('is effective at once, in both directions', async () => {
      const { owner, members } = await company(here, 'At once', 'viewer')
      const [person] = members
      expect(await refusalOf(person.api.organizations.teams.create.mutate({ name: 'A' }))).toBe('auth.forbidden')
      expect(await owner.api.organizations.members.setRole.mutate({ userId: idOf(person), role: 'admin' })).toMatchObject({ role: 'admin', roleName: 'admin' })
      expect(await refusalOf(person.api.organizations.teams.create.mutate({ name: 'A' }))).toBeUndefined()
      await owner.api.organizations.members.setRole.mutate({ userId: idOf(person), role: 'viewer' })
      expect(await refusalOf(person.api.organizations.teams.create.mutate({ name: 'B' }))).toBe('auth.forbidden')
    })

    it('cannot be raised above one’s own, nor taken from somebody above', async () => {
      const { owner, members } = await company(here, 'Ranks', 'admin', 'member')
      const [admin, member] = members
      expect(await setRole(admin, member, 'owner')).toBe('role.permission_not_held')
      expect(await setRole(admin, admin, 'owner')).toBe('role.permission_not_held')
      expect(await setRole(admin, owner, 'member')).toBe('member.outranks')
      expect(await refusalOf(admin.api.organizations.members.remove.mutate({ userId: idOf(owner) }))).toBe('member.outranks')
      expect(await setRole(member, admin, 'viewer')).toBe('auth.forbidden')
      expect(await setRole(admin, member, 'admin')).toBeUndefined()
      expect(await rolesIn(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(admin)]: 'admin', [idOf(member)]: 'admin' })
    })

    it('is none of another organization’s business', async () => {
      const [{ owner, members }, stranger] = await Promise.all([company(here, 'Private', 'member'), company(here, 'Nosy')])
      expect(await setRole(stranger.owner, members[0], 'viewer')).toBe('member.not_found')
      expect(await refusalOf(stranger.owner.api.organizations.members.remove.mutate({ userId: idOf(members[0]) }))).toBe('member.not_found')
      expect(await rolesIn(owner)).toMatchObject({ [idOf(members[0])]: 'member' })
    })
  })

  it('who is removed is out at once, and back only by another invitation', async () => {
    const { id, owner, members } = await company(here, 'Removed', 'admin')
    const [person] = members
    expect(await person.rest('DELETE', `/members/${idOf(person)}x`)).toMatchObject({ status: 400 })
    expect(await owner.rest('DELETE', `/members/${idOf(person)}`)).toMatchObject({ status: 200, body: { ok: true } })
    expect((await person.api.auth.me.query()).organization.id).not.toBe(id)
    expect(await refusalOf(person.api.organizations.switch.mutate({ id }))).toBe('organization.not_found')
    expect(await refusalOf(owner.api.organizations.members.remove.mutate({ userId: idOf(person) }))).toBe('member.not_found')
    await bringIn(here, owner, person, 'viewer')
    expect(await rolesIn(owner)).toEqual({ [idOf(owner)]: 'owner', [idOf(person)]: 'viewer' })
  })

  it('who is removed takes no key along, not even when they come back', async () => {
    const { owner, members } = await company(here, 'Keys', 'admin')
    const [person] = members
    const { id, secret } = await person.api.auth.apiKeys.create.mutate({ name: 'CI', permissions: ['member:read', 'account:read'] })
    const asKey = (path: string) => visitor().rest('GET', path, undefined, { authorization: `Bearer ${secret}` })
    expect(await asKey('/members')).toMatchObject({ status: 200 })
    expect((await asKey('/organizations')).body.items).toMatchObject([{ name: 'Keys', isCurrent: true }])
    await owner.api.organizations.members.remove.mutate({ userId: idOf(person) })
    expect(await asKey('/members')).toMatchObject({ status: 401 })
    await bringIn(here, owner, person, 'admin')
    expect(await asKey('/members')).toMatchObject({ status: 401 })
    const { events } = system.db.tables
    const log = await system.db.as(systemScope).select().from(events).where(eq(events.name, 'api_key.revoked'))
    expect(log).toMatchObject([{ actorId: idOf(owner), data: { apiKeyId: id, userId: idOf(person) } }])
  })

  it('are managed by keys too, within what the key may do', async () => {
    const { owner, members } = await company(here, 'By key', 'viewer')
    const { secret } = await owner.api.auth.apiKeys.create.mutate({
      name: 'HR',
      permissions: [...rolePermissions.member.filter((p) => p !== 'account:manage'), 'member:manage'],
    })
    const setRole = (role: string) => visitor().rest('PATCH', `/members/${idOf(members[0])}`, { role }, { authorization: `Bearer ${secret}` })
    expect(await setRole('member')).toMatchObject({ status: 200, body: { role: 'member' } })
    expect(await setRole('admin')).toMatchObject({ status: 403, body: { code: 'role.permission_not_held' } })
  })

  describe('Teams', () => {
    it('are made, renamed and deleted, each name once in whatever case', async () => {
      const { owner } = await company(here, 'Team names')
      const answer = await owner.rest('POST', '/teams', { name: 'Kitchen' })
      expect(answer).toMatchObject({ status: 201, body: { name: 'Kitchen', members: [], version: 1 } })
      const { id } = answer.body
      expect(await refusalOf(owner.api.organizations.teams.create.mutate({ name: 'KITCHEN' }))).toBe('team.name_taken')
      // However it is written: composed or not, in half or full width.
      await owner.api.organizations.teams.create.mutate({ name: 'Cafe\u0301' })
      for (const name of ['Caf\u00e9', 'CAFE\u0301', 'Ｃａｆé'])
        expect(await refusalOf(owner.api.organizations.teams.create.mutate({ name }))).toBe('team.name_taken')
      expect(await refusalOf(owner.api.organizations.teams.create.mutate({ name: 'Night\u200bshift' }))).toBe('input.invalid')
      expect(await owner.api.organizations.teams.rename.mutate({ id, name: 'kitchen', version: 1 })).toMatchObject({ name: 'kitchen', version: 2 })
      expect(await owner.rest('PATCH', `/teams/${id}`, { name: 'Cellar', version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'version.stale', details: { current: { name: 'kitchen', version: 2 } } },
      })
      await owner.api.organizations.teams.delete.mutate({ id })
      expect((await owner.api.organizations.teams.list.query()).items).toMatchObject([{ name: 'Caf\u00e9' }])
      expect(await refusalOf(owner.api.organizations.teams.delete.mutate({ id }))).toBe('team.not_found')
    })

    it('of one name are made once, when asked for several times at once', async () => {
      const { owner } = await company(here, 'Eager')
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => refusalOf(owner.api.organizations.teams.create.mutate({ name: 'Same' }))))
      expect(outcomes.toSorted()).toEqual(['team.name_taken', 'team.name_taken', 'team.name_taken', undefined])
    })

    it('hold members of the organization only, each once', async () => {
      const { owner, members } = await company(here, 'Crew', 'viewer')
      const [viewer] = members
      const { id } = await owner.api.organizations.teams.create.mutate({ name: 'Crew' })
      const path = `/teams/${id}/members/${idOf(viewer)}`
      for (let time = 0; time < 2; time++) expect(await owner.rest('PUT', path)).toMatchObject({ status: 200, body: { members: [{ id: idOf(viewer) }] } })
      expect(await refusalOf(owner.api.organizations.teams.addMember.mutate({ id, userId: idOf(await buyer()) }))).toBe('member.not_found')
      expect(await refusalOf(viewer.api.organizations.teams.removeMember.mutate({ id, userId: idOf(viewer) }))).toBe('auth.forbidden')
      expect(await owner.rest('DELETE', path)).toMatchObject({ status: 200, body: { members: [] } })
      expect(await owner.rest('DELETE', path)).toMatchObject({ status: 404, body: { code: 'member.not_found' } })
    })

    it('of another organization do not exist', async () => {
      const [{ owner, members }, stranger] = await Promise.all([company(here, 'Hidden', 'member'), company(here, 'Looking')])
      const { id } = await owner.api.organizations.teams.create.mutate({ name: 'Hidden' })
      const { rename, delete: remove, addMember, removeMember } = stranger.owner.api.organizations.teams
      const userId = idOf(stranger.owner)
      const outcomes = await Promise.all(
        [
          rename.mutate({ id, name: 'Mine', version: 1 }),
          remove.mutate({ id }),
          addMember.mutate({ id, userId }),
          removeMember.mutate({ id, userId: idOf(members[0]) }),
        ].map(refusalOf),
      )
      expect(outcomes).toEqual(['team.not_found', 'team.not_found', 'team.not_found', 'team.not_found'])
      expect((await owner.api.organizations.teams.list.query()).items).toMatchObject([{ id, name: 'Hidden', version: 1 }])
    })
  })
})
