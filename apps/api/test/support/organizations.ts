import type { RoleKey } from '@pantheon/contract'
import { desc, eq } from '@pantheon/db'
import type { SignedInCaller, World } from '../../src/testing/index.ts'

/** The secret of the newest invitation that was mailed to the address. */
export const mailedToken = async ({ system }: Pick<World, 'system'>, email: string): Promise<string> => {
  const { mails } = system.db.tables
  const [mail] = await system.db.select().from(mails).where(eq(mails.to, email)).orderBy(desc(mails.createdAt), desc(mails.id)).limit(1)
  const [, token] = /\/invitation\?token=([\w-]+)/.exec(mail?.text ?? '') ?? []
  if (token === undefined) throw new Error(`No invitation was mailed to ${email}`)
  return token
}

/** Brings somebody into the organization `host` acts in, as they would come: invited, accepted, switched to. */
export const bringIn = async (world: Pick<World, 'system'>, host: SignedInCaller, guest: SignedInCaller, role: RoleKey): Promise<void> => {
  const { email } = guest.account.user
  await host.api.organizations.invitations.create.mutate({ email, role })
  const { id } = await guest.api.organizations.invitations.accept.mutate({ token: await mailedToken(world, email) })
  await guest.api.organizations.switch.mutate({ id })
}

/** An organization of several: its owner, who made it for the occasion, and one more member for each role that is named. */
export const company = async <const R extends readonly RoleKey[]>(world: World, name: string, ...roles: R) => {
  const owner = await world.buyer()
  const { id } = await owner.api.organizations.create.mutate({ name })
  await owner.api.organizations.switch.mutate({ id })
  const members: SignedInCaller[] = []
  for (const role of roles) {
    const member = await world.buyer()
    await bringIn(world, owner, member, role)
    members.push(member)
  }
  return { id, owner, members: members as { [K in keyof R]: SignedInCaller } }
}

export const idOf = ({ account }: SignedInCaller): string => account.user.id

/** What everybody in the organization is, by user id, as `caller` sees it. */
export const rolesIn = async (caller: SignedInCaller): Promise<Record<string, RoleKey>> => {
  const { items } = await caller.api.organizations.members.list.query({ limit: 100 })
  return Object.fromEntries(items.map(({ userId, role }) => [userId, role]))
}
