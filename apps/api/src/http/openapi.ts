import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi'
import type { AppRouter } from '../router.ts'
import { holdsSecrets } from './idempotency-key.ts'
import { restRoutesOf } from './rest.ts'

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'errors', 'details', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'The sentence in English' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'A code of the error catalogue, e.g. order.not_found' },
    errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
    details: { type: 'object' },
    requestId: { type: 'string' },
  },
}
const problem = { description: 'A problem, as RFC 9457 has it', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }

const once = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Makes this happen once, however often it is sent within 24 h. The same key with another request is answered with 422.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const

const asked = { name: 'If-None-Match', in: 'header', description: 'The `ETag` of an answer that is at hand.', schema: { type: 'string' } } as const
const tagged = { ETag: { description: 'Names this very answer', schema: { type: 'string' } } } as const

const limited = {
  'RateLimit-Policy': { description: 'What the organization’s plan allows: `q` in `w` seconds, `burst` at once', schema: { type: 'string' } },
  RateLimit: { description: 'What is left (`r`), and the seconds until there is more (`t`)', schema: { type: 'string' } },
} as const
const tooOften = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } }, ...limited } as const

/** The OpenAPI 3.1 document, made from the procedures; what our REST does differently from the generator is put right. */
export const openApiDocument = (router: AppRouter): OpenAPIObject => {
  const doc = generateOpenApiDocument(router as never, {
    title: 'Pantheon',
    description: 'Sells AI services and runs the agents that fulfil them.',
    version: '1.0.0',
    baseUrl: '/api/v1',
    openApiVersion: '3.1.0',
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'pantheon_session' },
      bearer: { type: 'http', scheme: 'bearer', description: 'An access token of POST /auth/login, or an API key (pk_…)' },
    },
  })
  for (const { path, rest, meta } of restRoutesOf(router)) {
    const operation = doc.paths?.[rest.path]?.[rest.method.toLowerCase() as 'get']
    if (!operation?.responses) continue
    const ok = operation.responses['200']
    operation.responses = { ...(meta.creates ? { 201: { ...ok, headers: { Location: { schema: { type: 'string' } } } } } : { 200: ok }), default: problem }
    if (meta.isFile)
      operation.responses['200'] = { description: 'The file', content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
    if (meta.permission && rest.method !== 'GET' && !holdsSecrets(path)) {
      operation.parameters = [...(operation.parameters ?? []), once]
      operation.responses['422'] = { ...problem, description: 'The Idempotency-Key was used for another request' }
    }
    if (meta.keptExceptFor) {
      operation.parameters = [...(operation.parameters ?? []), asked]
      operation.responses['200'] = { ...ok, headers: tagged } as typeof ok
      operation.responses['304'] = { description: 'The answer at hand is still the one', headers: tagged }
    }
    if (meta.limit) {
      const done = meta.creates ? '201' : '200'
      const answer = operation.responses[done] as { headers?: object }
      operation.responses[done] = { ...answer, headers: { ...answer.headers, ...limited } } as typeof ok
      operation.responses['429'] = { ...problem, description: 'The plan allows no more at this moment', headers: tooOften }
    }
    if (meta.permission) operation.description = `Needs the permission \`${meta.permission}\`.`
  }
  doc.components = { ...doc.components, schemas: { ...doc.components?.schemas, Problem: problemSchema as never } }
  return doc
}
