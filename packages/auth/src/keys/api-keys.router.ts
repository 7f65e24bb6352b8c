import { ApiKeyPage, ApiKeyRef, CreateApiKey, CreatedApiKey, Done, ListApiKeys } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { ApiKeys } from '../auth.types.ts'

const tags = ['api keys']

/** Procedures for API keys. */
export const createApiKeysRouter = (apiKeys: ApiKeys) =>
  router({
    list: allow('api_key:manage')
      .meta({ openapi: { method: 'GET', path: '/api-keys', summary: "The organization's keys", tags, protect: true } })
      .input(ListApiKeys)
      .output(ApiKeyPage)
      .query(({ ctx, input }) => apiKeys.list(ctx.actor, input)),
    create: allow('api_key:manage')
      .meta({
        openapi: { method: 'POST', path: '/api-keys', summary: 'Create an API key; its secret is shown only once', tags, protect: true },
        creates: '/api-keys',
        limitedBy: 'api_key.too_many',
      })
      .input(CreateApiKey)
      .output(CreatedApiKey)
      .mutation(({ ctx, input }) => apiKeys.create(ctx.actor, input)),
    revoke: allow('api_key:manage')
      .meta({ openapi: { method: 'DELETE', path: '/api-keys/{id}', summary: 'Revoke an API key', tags, protect: true } })
      .input(ApiKeyRef)
      .output(Done)
      .mutation(({ ctx, input }) => apiKeys.revoke(ctx.actor, input).then(() => ({ ok: true as const }))),
  })
