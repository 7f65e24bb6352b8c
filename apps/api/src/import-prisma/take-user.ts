import { Email } from '@pantheon/contract'
import { idFor, newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, RowReader } from './read-row.ts'
import type { Circumstances, Taken } from './taken.ts'

/** Known e-mail addresses, which are unique here regardless of case. */
export interface KnownEmails {
  /** The old id of the account that keeps an address shared by several old accounts. */
  keepers: ReadonlyMap<string, string>
  /** The ids of existing accounts, by address. */
  here: ReadonlyMap<string, string>
  /** The ids of accounts that an earlier run imported. */
  imported: ReadonlySet<string>
}

export type TakenUser = Taken & { organizationId: string; name: string; hasPassword: boolean }

const phc = /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=([1-9]\d{0,2}),p=([1-9]\d{0,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,172})$/
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64').replace(/=+$/, '') === text

/**
 * True for a hash that our verifier can check: argon2 in PHC format, version 1.3. For any other, such as bcrypt, it throws, so that
 * the user's sign-in would fail with an internal error instead of a refusal.
 */
export const isCheckable = (hash: string): boolean => {
  const [, memory, , lanes, salt = '', digest = ''] = phc.exec(hash) ?? []
  return memory !== undefined && Number(memory) >= 8 * Number(lanes) && isBase64(salt) && isBase64(digest)
}

/** Possible role names of the old shop. */
const roles = { '': 'user', customer: 'user', buyer: 'user', administrator: 'admin' } as const

/** Converts a user, with the personal organization that sign-up creates. The password is imported only if it can be checked here. */
export const takeUser = (old: OldRow<'users'>, emails: KnownEmails, { at }: Circumstances): Decision<TakenUser> =>
  RowReader.decide((row) => {
    const id = newIdOf('users', old.id ?? '')
    const email = Email.safeParse((old.email ?? '').trim())
    const address = email.data ?? ''
    if (!email.success) row.refuse(old.email === null ? 'email is empty' : `"${old.email}" is no e-mail address`)
    const keeper = emails.keepers.get(address)
    if (keeper !== undefined && keeper !== old.id) row.refuse(`user ${keeper} has the same e-mail address, ${address}`)
    const owner = emails.here.get(address)
    if (owner !== undefined && owner !== id && !emails.imported.has(id)) row.refuse(`an account here has the e-mail address ${address} already`)
    const name = row.text('name', old.name?.trim() || (address.split('@')[0] ?? ''), 120)
    const role = row.oneOf('role', old.role, ['user', 'admin'], roles) ?? 'user'
    const createdAt = row.madeAt(old.createdAt, at)
    const updatedAt = row.instant('updatedAt', old.updatedAt) ?? createdAt
    const passwordHash = old.password !== null && isCheckable(old.password) ? old.password : null
    const organizationId = idFor('personal organization', id)
    return {
      id,
      organizationId,
      name,
      hasPassword: passwordHash !== null,
      status: role,
      currency: null,
      minor: 0,
      rows: {
        users: { id, email: address, name, passwordHash, role, locale: 'en', emailVerifiedAt: null, createdAt, updatedAt },
        organizations: { id: organizationId, name, createdAt, freeCreditsOf: id },
        memberships: { organizationId, userId: id, role: 'owner', createdAt },
      },
    }
  })
