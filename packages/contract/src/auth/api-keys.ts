import { z } from 'zod'
import { permissions } from '../permissions.ts'
import { Name } from '../plain-text.ts'
import { Id, Instant, LongPageRequest, pageOf } from '../primitives.ts'

/** An API key: it acts in one organization, for the user who created it, with a subset of permissions. */
export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    /** The first characters of the secret, to tell keys apart. */
    prefix: z.string(),
    permissions: z.array(z.enum(permissions)),
    createdBy: z.object({ id: Id, name: z.string() }),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>
/** The first page contains all active keys; the limit counts the revoked and expired ones. */
export const ApiKeyPage = pageOf(ApiKey)
export const ListApiKeys = LongPageRequest.optional()
export const CreateApiKey = z.object({
  name: Name(80),
  permissions: z.array(z.enum(permissions)).min(1).max(permissions.length),
  /** Days until it expires; null for never. */
  expiresInDays: z.int().min(1).max(3650).nullable().default(90),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>
/** `secret` is returned only here. */
export const CreatedApiKey = ApiKey.extend({ secret: z.string() }).meta({ id: 'CreatedApiKey' })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
export const ApiKeyRef = z.object({ id: Id })
export type ApiKeyRef = z.infer<typeof ApiKeyRef>
