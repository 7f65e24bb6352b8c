import { and, eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { newId, systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'
import { bringIn, company, idOf, mailedToken, rolesIn } from '../support/organizations.ts'

const day = 86_400_000

describe.each(storyDialects)('Invitations, on %s', async (dialect) => {
  let later = 0
  const here = await world(dialect, {
    clock: { now: () => new Date(Date.now() + later) },
    env: { INVITATIONS_PER_PERSON: '10000', INVITATIONS_PER_ORGANIZATION: '10000' },
  })
  const { buyer, newcomer, visitor, operator, system, close } = here
  afterAll(close)
  const { mails, invitations } = system.db.tables
  const everything = system.db.as(systemScope)
  const countOf = async (caller: Parameters<typeof rolesIn>[0]) => Object.keys(await rolesIn(caller)).length

  it('travel by mail, and only the mail holds the secret', async () => {
    const { owner } = await company(here, 'Post <office>')
    const answer = await owner.rest('POST', '/invitations', { email: 'Grace@Example.test', role: 'member', locale: 'ja' })
    expect(answer).toMatchObject({
      status: 201,
      body: { email: 'grace@example.test', role: 'member', roleName: 'member', status: 'pending', invitedBy: { id: idOf(owner) } },
    })
    expect(Date.parse(answer.body.expiresAt) - Date.parse(answer.body.createdAt)).toBe(7 * day)
    const token = await mailedToken(here, 'grace@example.test')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [mail] = await system.db.select().from(mails).where(eq(mails.to, 'grace@example.test'))
    expect(mail?.text).toContain(`${here.config.publicUrl}/invitation?token=${token}`)
    expect(mail?.subject).toMatch(/招待/)
    expect(mail?.html).not.toContain('<office>')
    const rows = await everything.select().from(invitations).where(eq(invitations.id, answer.body.id))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify([answer.body, (await owner.api.organizations.invitations.list.query()).items])).not.toContain(token)
  })

  it('show what is offered to whoever holds the link, before they sign in', async () => {
    const { owner } = await company(here, 'Offer')
    const [guest, newcomer] = [await buyer(), 'newcomer@example.test']
    for (const email of [guest.account.user.email, newcomer]) await owner.api.organizations.invitations.create.mutate({ email, role: 'admin' })
    const offer = { organizationName: 'Offer', invitedByName: owner.account.user.name, role: 'admin', roleName: 'admin', status: 'pending' }
    expect(await visitor().rest('POST', '/invitations/view', { token: await mailedToken(here, newcomer) })).toMatchObject({
      status: 200,
      body: { ...offer, email: newcomer, hasAccount: false },
    })
    const token = await mailedToken(here, guest.account.user.email)
    expect(await visitor().api.organizations.invitations.view.mutate({ token })).toMatchObject({ ...offer, hasAccount: true })
    expect(await refusalOf(visitor().api.organizations.invitations.view.mutate({ token: `${token}x` }))).toBe('invitation.not_found')
    expect(await refusalOf(visitor().api.organizations.invitations.accept.mutate({ token }))).toBe('auth.required')
  })

  it('make a member with the role, and their e-mail is verified by the mail that reached them', async () => {
    const { id, owner } = await company(here, 'Welcome')
    const guest = await newcomer()
    const { email } = guest.account.user
    expect(guest.account.user.isEmailVerified).toBe(false)
    await owner.api.organizations.invitations.create.mutate({ email: email.toUpperCase(), role: 'viewer' })
    const joined = await guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(here, email) })
    expect(joined).toMatchObject({ id, name: 'Welcome', role: 'viewer', isCurrent: false, members: 2 })
    expect((await guest.api.auth.me.query()).user.isEmailVerified).toBe(true)
    await guest.api.organizations.switch.mutate({ id })
    expect(await rolesIn(guest)).toEqual({ [idOf(owner)]: 'owner', [idOf(guest)]: 'viewer' })
    expect((await owner.api.organizations.invitations.list.query()).items).toMatchObject([{ email, status: 'accepted' }])
  })

  describe('invitation used twice', () => {
    it('works once, one after the other', async () => {
      const { owner } = await company(here, 'Once')
      const guest = await buyer()
      const { email } = guest.account.user
      await bringIn(here, owner, guest, 'member')
      const token = await mailedToken(here, email)
      expect(await guest.rest('POST', '/invitations/accept', { token })).toMatchObject({ status: 409, body: { details: { status: 'accepted' } } })
      await owner.api.organizations.members.remove.mutate({ userId: idOf(guest) })
      expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.wrong_state')
      expect(await countOf(owner)).toBe(1)
    })

    it('works once, when accepted several times at once', async () => {
      for (let round = 0; round < 3; round++) {
        const { owner } = await company(here, `Rush ${round}`)
        const guest = await buyer()
        const { email } = guest.account.user
        await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
        const token = await mailedToken(here, email)
        const accept = () => refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))
        const outcomes = await Promise.all(Array.from({ length: 5 }, accept))
        expect(outcomes.toSorted()).toEqual([...Array.from({ length: 4 }, () => 'invitation.wrong_state'), undefined])
        expect(await countOf(owner)).toBe(2)
      }
    })

    it('is either accepted or declined, when both come at once', async () => {
      const { owner } = await company(here, 'Torn')
      const guest = await buyer()
      const { email } = guest.account.user
      await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
      const token = await mailedToken(here, email)
      const [accepted, declined] = await Promise.all([
        refusalOf(guest.api.organizations.invitations.accept.mutate({ token })),
        refusalOf(visitor().api.organizations.invitations.decline.mutate({ token })),
      ])
      expect([accepted, declined].toSorted()).toEqual(['invitation.wrong_state', undefined])
      const { items } = await owner.api.organizations.invitations.list.query()
      expect(items.map(({ status }) => status)).toEqual([accepted === undefined ? 'accepted' : 'declined'])
      expect(await countOf(owner)).toBe(accepted === undefined ? 2 : 1)
    })
  })

  it('are for the person they were sent to', async () => {
    const { owner } = await company(here, 'Addressed')
    const [guest, thief] = await Promise.all([buyer(), buyer()])
    const { email } = guest.account.user
    await owner.api.organizations.invitations.create.mutate({ email, role: 'admin' })
    const token = await mailedToken(here, email)
    expect(await refusalOf(thief.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.other_person')
    expect(await refusalOf((await operator()).api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.other_person')
    expect(await countOf(owner)).toBe(1)
    expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBeUndefined()
  })

  it('can be declined with the link alone, and then not accepted', async () => {
    const { owner } = await company(here, 'No thanks')
    const guest = await buyer()
    const { email } = guest.account.user
    await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
    const token = await mailedToken(here, email)
    expect(await visitor().rest('POST', '/invitations/decline', { token })).toMatchObject({ status: 200, body: { ok: true } })
    expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.wrong_state')
    expect((await owner.api.organizations.invitations.list.query()).items).toMatchObject([{ status: 'declined' }])
  })

  it('can be withdrawn, by those who could have sent them', async () => {
    const { owner, members } = await company(here, 'Withdrawn', 'admin', 'member')
    const [admin, member] = members
    const guest = await buyer()
    const { email } = guest.account.user
    const { id } = await owner.api.organizations.invitations.create.mutate({ email, role: 'owner' })
    expect(await refusalOf(member.api.organizations.invitations.revoke.mutate({ id }))).toBe('auth.forbidden')
    expect(await refusalOf(admin.api.organizations.invitations.revoke.mutate({ id }))).toBe('member.outranks')
    expect(await owner.rest('DELETE', `/invitations/${id}`)).toMatchObject({ status: 200, body: { status: 'revoked' } })
    expect(await refusalOf(owner.api.organizations.invitations.revoke.mutate({ id }))).toBe('invitation.wrong_state')
    const token = await mailedToken(here, email)
    expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.wrong_state')
    expect(await visitor().api.organizations.invitations.view.mutate({ token })).toMatchObject({ status: 'revoked' })
  })

  it('are one a person, and none for members', async () => {
    const { owner, members } = await company(here, 'Single', 'viewer')
    const ask = (email: string) => refusalOf(owner.api.organizations.invitations.create.mutate({ email, role: 'member' }))
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => ask('sought@example.test')))
    expect(outcomes.toSorted()).toEqual(['invitation.exists', 'invitation.exists', 'invitation.exists', undefined])
    expect(await ask(members[0].account.user.email.toUpperCase())).toBe('member.already')
  })

  it('count as giving the role: nobody invites above themselves', async () => {
    const { members } = await company(here, 'Careful', 'admin', 'member')
    const [admin, member] = members
    const ask = (by: typeof admin, role: string) => refusalOf(by.api.organizations.invitations.create.mutate({ email: `${role}@example.test`, role }))
    expect(await ask(admin, 'owner')).toBe('role.permission_not_held')
    expect(await ask(member, 'viewer')).toBe('auth.forbidden')
    expect(await ask(admin, 'admin')).toBeUndefined()
  })

  describe('of somebody who may no longer send them', () => {
    const losses = {
      'was taken out': (owner, admin) => owner.api.organizations.members.remove.mutate({ userId: idOf(admin) }),
      'has another role': (owner, admin) => owner.api.organizations.members.setRole.mutate({ userId: idOf(admin), role: 'member' }),
      left: (_, admin) => admin.api.organizations.leave.mutate(),
      'deleted their account': (_, admin) => admin.api.auth.deleteAccount.mutate({ confirmation: admin.password }),
    } satisfies Record<string, (owner: SignedInCaller, admin: SignedInCaller) => Promise<unknown>>

    it.each(Object.entries(losses))('are withdrawn, when the sender %s', async (why, lose) => {
      const { owner, members } = await company(here, `Gone: ${why}`, 'admin')
      const [admin] = members
      const guest = await buyer()
      const { email } = guest.account.user
      await admin.api.organizations.invitations.create.mutate({ email, role: 'admin' })
      const token = await mailedToken(here, email)
      await lose(owner, admin)
      const listed = (await owner.api.organizations.invitations.list.query()).items.find((each) => each.email === email)
      expect(listed).toMatchObject({ status: 'revoked' })
      expect(await guest.rest('POST', '/invitations/accept', { token })).toMatchObject({ status: 409, body: { details: { status: 'revoked' } } })
      expect(await visitor().api.organizations.invitations.view.mutate({ token })).toMatchObject({ status: 'revoked' })
      // There is room for one that somebody stands behind.
      await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
      expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(here, email) }))).toBeUndefined()
    })

    it('are withdrawn when the organization is handed over, and those that an administrator may send stay', async () => {
      const { owner, members } = await company(here, 'Handed over', 'admin')
      const [above, beside] = [await buyer(), await buyer()]
      for (const [guest, role] of [[above, 'owner'] as const, [beside, 'admin'] as const])
        await owner.api.organizations.invitations.create.mutate({ email: guest.account.user.email, role })
      const accept = async (guest: SignedInCaller) =>
        refusalOf(guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(here, guest.account.user.email) }))
      await owner.api.organizations.transfer.mutate({ userId: idOf(members[0]) })
      expect([await accept(above), await accept(beside)]).toEqual(['invitation.wrong_state', undefined])
    })

    it('are withdrawn when the role they offer grows above its sender', async () => {
      const { owner } = await company(here, 'Grown')
      const [host, guest] = [await buyer(), await buyer()]
      const { roles } = owner.api.organizations
      const hosting = await roles.create.mutate({ name: 'Host', permissions: ['member:read', 'member:manage', 'order:read'] })
      await bringIn(here, owner, host, hosting.key)
      const { key } = await roles.create.mutate({ name: 'Small', permissions: ['order:read'] })
      await host.api.organizations.invitations.create.mutate({ email: guest.account.user.email, role: key })
      const token = await mailedToken(here, guest.account.user.email)
      await roles.update.mutate({ id: key, name: 'Small', permissions: ['order:read', 'role:manage'], version: 1 })
      expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.wrong_state')
    })

    it('are worth nothing even where nobody was told of the change', async () => {
      const { id, members } = await company(here, 'Behind the back', 'admin')
      const guest = await buyer()
      await members[0].api.organizations.invitations.create.mutate({ email: guest.account.user.email, role: 'member' })
      const token = await mailedToken(here, guest.account.user.email)
      const { memberships } = system.db.tables
      const theirs = and(eq(memberships.organizationId, id), eq(memberships.userId, idOf(members[0])))
      await everything.update(memberships).set({ role: 'viewer' }).where(theirs)
      expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBe('invitation.wrong_state')
    })
  })

  it('that are open are all there to be withdrawn, however many are over, and are 500 at most', async () => {
    const { id: organizationId, owner } = await company(here, 'Busy')
    const row = (n: number, status: 'pending' | 'declined') => {
      const id = newId(new Date())
      const createdAt = new Date(Date.now() + later - 1_000_000 + n)
      const expiresAt = new Date(Date.now() + later + day)
      return { id, organizationId, email: `${n}@busy.test`, role: 'viewer' as const, secretHash: id, invitedBy: idOf(owner), status, createdAt, expiresAt }
    }
    await everything.insert(invitations).values(Array.from({ length: 499 }, (_, n) => row(n, 'pending')))
    await everything.insert(invitations).values(Array.from({ length: 510 }, (_, n) => row(1000 + n, 'declined')))
    const open = async () => (await owner.api.organizations.invitations.list.query()).items.filter(({ status }) => status === 'pending')
    expect(await open()).toHaveLength(499)
    const ask = (n: number) => refusalOf(owner.api.organizations.invitations.create.mutate({ email: `more-${n}@busy.test`, role: 'viewer' }))
    expect((await Promise.all([ask(1), ask(2)])).toSorted()).toEqual(['invitation.too_many', undefined])
    const [one] = await open()
    await owner.api.organizations.invitations.revoke.mutate({ id: one!.id })
    expect(await ask(3)).toBeUndefined()
  })

  it('of another organization do not exist', async () => {
    const [{ owner }, stranger] = await Promise.all([company(here, 'Discreet'), company(here, 'Curious')])
    const { id } = await owner.api.organizations.invitations.create.mutate({ email: 'secret@example.test', role: 'member' })
    expect(await refusalOf(stranger.owner.api.organizations.invitations.revoke.mutate({ id }))).toBe('invitation.not_found')
    expect((await stranger.owner.api.organizations.invitations.list.query()).items).toEqual([])
    const { key } = await owner.api.organizations.roles.create.mutate({ name: 'Theirs', permissions: [] })
    expect(await refusalOf(stranger.owner.api.organizations.invitations.create.mutate({ email: 'x@example.test', role: key }))).toBe('role.not_found')
  })

  it('into a deleted organization wait until it is restored', async () => {
    const { id, owner } = await company(here, 'Paused')
    const guest = await buyer()
    const { email } = guest.account.user
    await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
    const token = await mailedToken(here, email)
    await owner.api.organizations.delete.mutate({ confirmation: 'Paused' })
    for (const call of ['accept', 'view', 'decline'] as const) {
      expect(await refusalOf(guest.api.organizations.invitations[call].mutate({ token }))).toBe('organization.deleted')
    }
    await owner.api.organizations.restore.mutate({ id })
    expect(await refusalOf(guest.api.organizations.invitations.accept.mutate({ token }))).toBeUndefined()
  })

  it('are over after seven days, and make room for another', async () => {
    const { owner } = await company(here, 'Too late')
    const guest = await buyer()
    const { email } = guest.account.user
    await owner.api.organizations.invitations.create.mutate({ email, role: 'member' })
    const token = await mailedToken(here, email)
    later = 7 * day
    expect(await visitor().api.organizations.invitations.view.mutate({ token })).toMatchObject({ status: 'expired' })
    expect(await guest.rest('POST', '/invitations/accept', { token })).toMatchObject({ status: 409, body: { details: { status: 'expired' } } })
    expect((await owner.api.organizations.invitations.list.query()).items).toMatchObject([{ status: 'expired' }])
    await owner.api.organizations.invitations.create.mutate({ email, role: 'viewer' })
    await guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(here, email) })
    expect(await rolesIn(owner)).toMatchObject({ [idOf(guest)]: 'viewer' })
  })
})
