import type { Account, PlatformRole, SignIn, SignUp } from '@pantheon/contract'
import { type Db, isUniqueViolation } from '@pantheon/db'
import { type Actor, type Clock, fail, newId, orFail } from '@pantheon/kernel'
import type { Sessions } from '../sessions/sessions.ts'
import { countAccounts, findHomeOrganization, findOrganization, findUser, findUserByEmail, insertUser, type UserRow, updateUser } from './account.repo.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

export interface AccountsDeps {
  db: Db
  clock: Clock
  sessions: Sessions
}

const toUser = ({ id, email, name, role, locale, createdAt, updatedAt }: UserRow): Account['user'] => ({
  id,
  email,
  name,
  role,
  locale,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** Sign-up, sign-in, sign-out and "who am I". */
export const createAccounts = ({ db, clock, sessions }: AccountsDeps) => {
  const insert = async (input: SignUp, role: PlatformRole): Promise<string> => {
    const at = clock.now()
    const passwordHash = await hashPassword(input.password)
    const [userId, organizationId] = [newId(), newId()]
    const user = { id: userId, email: input.email, name: input.name, passwordHash, role, locale: input.locale, createdAt: at, updatedAt: at }
    try {
      await db.transaction(async (tx) => {
        await insertUser(tx, user, { id: organizationId, name: input.name })
        tx.emit('user.registered', { organizationId, actorId: userId, data: { userId } })
      })
    } catch (error) {
      if (isUniqueViolation(error)) fail('auth.email_taken')
      throw error
    }
    return userId
  }

  const describe = async (actor: Actor): Promise<Account> => {
    const user = orFail(await findUser(db, actor.userId), 'auth.required')
    const organization = orFail(await findOrganization(db, actor.organizationId), 'auth.required')
    return {
      user: toUser(user),
      organization: { id: organization.id, name: organization.name, createdAt: organization.createdAt.toISOString() },
      role: actor.role,
      permissions: [...actor.permissions],
    }
  }

  const start = async (userId: string): Promise<{ account: Account; cookie: string }> => {
    const organizationId = orFail(await findHomeOrganization(db, userId), 'auth.wrong_credentials')
    const { id, cookie } = await sessions.open(userId, organizationId)
    const actor = orFail(await sessions.actorOf(id), 'auth.required')
    return { account: await describe(actor), cookie }
  }

  return {
    /** Makes an account with a personal organization and signs it in. Fails with `auth.email_taken`. */
    register: async (input: SignUp) => start(await insert(input, 'user')),

    /** Signs in. Fails with `auth.wrong_credentials`, after the same time whether or not the account exists. */
    login: async ({ email, password }: SignIn) => {
      const user = await findUserByEmail(db, email)
      if (!(await verifyPassword(user?.passwordHash, password)) || !user) return fail('auth.wrong_credentials')
      return start(user.id)
    },

    logout: (sessionId: string) => sessions.close(sessionId),
    describe,

    /** How many people and organizations there are, for operators. */
    count: () => countAccounts(db),

    /** Makes sure an account exists with this password and role; for demo data. Its id. */
    ensure: async (input: SignUp, role: PlatformRole): Promise<string> => {
      const known = await findUserByEmail(db, input.email)
      if (!known) return insert(input, role)
      if (!(await verifyPassword(known.passwordHash, input.password)) || known.role !== role) {
        await updateUser(db, known.id, { passwordHash: await hashPassword(input.password), role, updatedAt: clock.now() })
      }
      return known.id
    },
  }
}
export type Accounts = ReturnType<typeof createAccounts>
