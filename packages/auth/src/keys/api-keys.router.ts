import { ApiKeyList, ApiKeyRef, CreateApiKey, CreatedApiKey, Done } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { ApiKeys } from './api-keys.service.ts'

const tags = ['api keys']

/** The door to API keys. */
export const createApiKeysRouter = (apiKeys: ApiKeys) =>
  router({
    list: allow('api_key:manage')
      .meta({ openapi: { method: 'GET', path: '/api-keys', summary: "The organization's keys", tags, protect: true } })
      .input(z.void())
      .output(ApiKeyList)
      .query(({ ctx }) => apiKeys.list(ctx.actor)),
    create: allow('api_key:manage')
      .meta({ openapi: { method: 'POST', path: '/api-keys', summary: 'Make a key; its secret is shown this once', tags, protect: true }, creates: '/api-keys' })
      .input(CreateApiKey)
      .output(CreatedApiKey)
      .mutation(({ ctx, input }) => apiKeys.create(ctx.actor, input)),
    revoke: allow('api_key:manage')
      .meta({ openapi: { method: 'DELETE', path: '/api-keys/{id}', summary: 'End a key', tags, protect: true } })
      .input(ApiKeyRef)
      .output(Done)
      .mutation(({ ctx, input }) => apiKeys.revoke(ctx.actor, input).then(() => ({ ok: true as const }))),
  })
