import {
  type ApiKey,
  type ApiKeyRef,
  type CreateApiKey,
  type CreatedApiKey,
  keyPermissions,
  LongPageRequest,
  type Page,
  type PageRequest,
  type Permission,
  type PlatformRole,
} from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import type { AccessChange } from '../access/access-bus.port.ts'
import { findUser } from '../accounts/account.repo.ts'
import { hashSecret, newSecret } from '../accounts/secrets.ts'
import type { ApiKeys } from '../auth.types.ts'
import { apiKeyCreatedEmail } from '../mail/account-emails.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import type { HeldRole } from '../roles/role.ts'
import {
  countActiveKeys,
  countKeysCreated,
  findKeyByHash,
  insertKey,
  type KeyRow,
  listActiveKeys,
  listInactiveKeys,
  revokeKey,
  touchKey,
} from './api-key.repo.ts'

export interface ApiKeysDeps {
  db: Db
  clock: Clock
  access: { changed(change: AccessChange): void }
  mailLimits: Pick<MailLimits, 'emailTo'>
  publicUrl: string
}

/** What a key stands for, before its permissions are computed. */
export interface KeyFacts {
  id: string
  name: string
  prefix: string
  userId: string
  organizationId: string
  platformRole: PlatformRole
  held: HeldRole
  granted: readonly Permission[]
  expiresAt: Date | null
}

const day = 86_400_000
/**
 * Maximum number of active keys of an organization: all of them are on the first page, where they can be revoked. Also the
 * maximum created per day, because revoked ones are kept.
 */
const keysLimit = 200

const toApiKey = ({ makerName, ...key }: KeyRow): ApiKey => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  permissions: key.permissions,
  createdBy: { id: key.userId, name: makerName },
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
})

/** `ApiKeys` plus methods for the rest of the server. */
export interface ApiKeysInternals extends ApiKeys {
  /** The facts of a key by its hash; null when it does not exist or is no longer active. Records its use. */
  load(hash: string): Promise<KeyFacts | null>
}

/** API keys: `pk_…`, shown once, stored as a hash, valid in one organization with the given permissions. */
export const createApiKeys = ({ db, clock, access, mailLimits, publicUrl }: ApiKeysDeps): ApiKeysInternals => {
  const all = db.as(systemScope)
  return {
    list: async ({ scope, organizationId }: Actor, request: PageRequest = LongPageRequest.parse({})): Promise<Page<ApiKey>> => {
      const [mine, now] = [db.as(scope), clock.now()]
      const inactive = await pageByTime(request, (window) => listInactiveKeys(mine, scope, organizationId, now, window), toApiKey)
      const active = request.cursor === undefined ? await listActiveKeys(mine, scope, organizationId, now) : []
      return { ...inactive, items: [...active.map(toApiKey), ...inactive.items] }
    },

    create: async (asked: Actor, { name, permissions, expiresInDays }: CreateApiKey): Promise<CreatedApiKey> => {
      const [id, secret, createdAt] = [newId(clock.now()), `pk_${newSecret()}`, clock.now()]
      const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * day)
      const { organizationId, userId } = asked
      const key = { id, organizationId, userId, name, prefix: secret.slice(0, 9), permissions: [...new Set(permissions)], createdAt, expiresAt }
      const maker = orFail(await findUser(db, userId), 'auth.required')
      const write = await mailLimits.emailTo(maker)
      await changeOrganization(db.as(asked.scope), asked, 'api_key:manage', async (tx, actor, organization) => {
        const tooMuch = permissions.filter((permission) => !actor.permissions.has(permission) || !keyPermissions.includes(permission))
        if (tooMuch.length > 0) fail('api_key.permission_not_held', { permissions: tooMuch })
        const made = await countKeysCreated(tx, organizationId, new Date(createdAt.getTime() - day))
        if (made >= keysLimit || (await countActiveKeys(tx, organizationId, createdAt)) >= keysLimit) fail('api_key.too_many', { limit: keysLimit })
        await insertKey(tx, { ...key, secretHash: hashSecret(secret) })
        const facts = { name: maker.name, keyName: name, organizationName: organization.name, url: `${publicUrl}/forgot-password` }
        await write(tx, apiKeyCreatedEmail(maker.locale, facts))
        tx.emit('api_key.created', { ...actorFields(actor), data: { apiKeyId: id, userId }, after: key })
      })
      const row = (await listActiveKeys(db.as(asked.scope), asked.scope, organizationId, createdAt)).find((each) => each.id === id)
      return { ...toApiKey(row ?? fail('api_key.not_found')), secret }
    },

    revoke: async (actor: Actor, { id }: ApiKeyRef): Promise<void> => {
      await db.as(actor.scope).transaction(async (tx) => {
        const { userId } = (await revokeKey(tx, actor.organizationId, id, clock.now())) ?? fail('api_key.not_found')
        tx.emit('api_key.revoked', { ...actorFields(actor), data: { apiKeyId: id, userId } })
      })
      access.changed({ apiKeyId: id })
    },

    load: async (hash: string): Promise<KeyFacts | null> => {
      const row = await findKeyByHash(all, hash)
      const now = clock.now()
      if (!row || (row.expiresAt && row.expiresAt <= now)) return null
      await touchKey(all, row.id, now)
      const { id, name, prefix, userId, organizationId, platformRole, granted, expiresAt, role, roleId, roleName, rolePermissions } = row
      const custom = roleId !== null && roleName !== null && rolePermissions !== null ? { id: roleId, name: roleName, permissions: rolePermissions } : null
      return { id, name, prefix, userId, organizationId, platformRole, held: { role, custom }, granted, expiresAt }
    },
  }
}
