import { randomUUID } from 'node:crypto'
import type { OrganizationRole, PlatformRole } from '@pantheon/contract'
import { and, eq } from '@pantheon/db'
import type { System } from '../system.ts'
import type { Caller, SignedInCaller } from './caller.ts'

/** The password of all test users, with its argon2id hash, which is cheap to check. Stories about hashing use sign-up instead. */
export const preparedPassword = {
  password: 'correct horse battery staple',
  hash: '$argon2id$v=19$m=8,t=1,p=1$VisKQjHiBpEUedoOXRd3mA$CtW7JjDquPgnWM0DnLL1uCaWf/wZzDNeTQ2urxSkzV4',
} as const

/**
 * Creates users with accounts, each signed in and in a separate organization, through the services that a sign-up calls, so that
 * events, mails and sessions are the same, but without a request and without hashing.
 */
export const createPeople = (system: System, visitor: () => Caller) => {
  const { accounts } = system.services
  const { memberships } = system.db.tables
  let count = 0

  return async (role: OrganizationRole, platformRole: PlatformRole, isEmailVerified = true): Promise<SignedInCaller> => {
    const caller = visitor()
    const number = ++count
    const newcomer = {
      email: `person-${number}@example.test`,
      name: `Person ${number}`,
      locale: 'en',
      passwordHash: preparedPassword.hash,
      isEmailVerified,
    } as const
    const origin = { requestId: randomUUID(), address: '127.0.0.1', userAgent: 'node' }
    const id = await accounts.insert(newcomer, platformRole, origin, async (tx, userId, organizationId) => {
      if (role === 'owner') return
      await tx
        .update(memberships)
        .set({ role })
        .where(and(eq(memberships.userId, userId), eq(memberships.organizationId, organizationId)))
    })
    const { account, cookies } = await accounts.start({ id }, { origin, deviceCookie: undefined, previous: undefined })
    for (const cookie of cookies) caller.keep(cookie)
    return { ...caller, account, password: preparedPassword.password }
  }
}
