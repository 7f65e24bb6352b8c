import { type ErrorCode, errors, type FieldCode, fieldCodes } from '@pantheon/contract'
import type { MediaType } from '@pantheon/rpc'
import { generateOpenApiDocument, type OpenAPIObject } from 'trpc-to-openapi'
import type { AppRouter } from '../router.ts'
import { holdsSecrets } from './idempotency-key.ts'
import { addExamples } from './openapi-examples.ts'
import { describeOrderInput } from './openapi-orders.ts'
import { portable, withOpenAnswers, withoutGeneratorErrors } from './openapi-schemas.ts'
import { apiDescription } from './openapi-text.ts'
import { type RestRoute, restRoutesOf, takesBody } from './rest.ts'

type Operation = NonNullable<NonNullable<OpenAPIObject['paths']>[string]['get']>
type Responses = NonNullable<Operation['responses']>

const license = { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' }

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'errors', 'details', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'The sentence in English' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'A code of the error catalogue, e.g. order.not_found' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string', enum: fieldCodes }, message: { type: 'string' } },
      },
    },
    details: { type: 'object' },
    requestId: { type: 'string' },
  },
  examples: [
    {
      type: 'about:blank',
      title: errors['input.invalid'].message,
      status: 400,
      code: 'input.invalid' satisfies ErrorCode,
      errors: [{ path: 'quantity', code: 'too_small' satisfies FieldCode, message: 'Must be 1 or more.' }],
      details: {},
      requestId: '5f0c7a1e-3b52-4c0e-9a57-6f6c1d2b8e90',
    },
  ],
}
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Makes this happen once, however often it is sent within 24 h. The same key with another request is answered with 422.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const

const ifNoneMatch = { name: 'If-None-Match', in: 'header', description: 'The `ETag` of an answer that is at hand.', schema: { type: 'string' } } as const
const etagHeader = { ETag: { description: 'Names this very answer', schema: { type: 'string' } } } as const

const rateLimitHeaders = {
  'RateLimit-Policy': { description: 'What the organization’s plan allows: `q` in `w` seconds, `burst` at once', schema: { type: 'string' } },
  RateLimit: { description: 'What is left (`r`), and the seconds until there is more (`t`)', schema: { type: 'string' } },
} as const
const challenge = { 'WWW-Authenticate': { description: 'How to say who asks (RFC 6750)', schema: { type: 'string' } } } as const
const tooManyHeaders = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } }, ...rateLimitHeaders } as const

const credentials = [{ session: [] }, { bearer: [] }]
/** The security of an operation. None for those that authenticate; other open procedures accept credentials, and may return more with them. */
const securityOf = ({ meta }: RestRoute) => {
  if (!meta.isOpen) return credentials
  return meta.hashesPassword ? [] : [{}, ...credentials]
}

const fileSchema = (type: MediaType) => (type === 'application/pdf' ? { type: 'string', format: 'binary' } : { type: 'string' })
const fileAnswer = (types: readonly MediaType[]) => ({
  description: 'The file',
  headers: { 'Content-Disposition': { description: 'The name of the file', schema: { type: 'string' } } },
  content: Object.fromEntries(types.map((type) => [type, { schema: fileSchema(type) }])),
})

/** The success response: 201 with `Location`, a file, or the generator's 200. */
const successOf = ({ meta }: RestRoute, generated: Responses): Responses => {
  const ok = generated['200']
  if (meta.mediaTypes) return { 200: fileAnswer(meta.mediaTypes) as typeof ok }
  if (!meta.creates) return { 200: ok }
  return { 201: { ...ok, headers: { Location: { description: 'Where it is', schema: { type: 'string' } } } } as typeof ok }
}

/** The documented error responses. All other errors have the same shape. */
const refusalsOf = ({ rest, meta, path }: RestRoute): Responses => ({
  ...(meta.permission && {
    401: { ...problem('Nobody is signed in, or the token is not honoured'), headers: challenge },
    403: problem('The caller may not do this'),
  }),
  ...(rest.path.includes('{') && { 404: problem('There is no such thing, or not for the caller') }),
  ...(takesBody(rest) && { 415: problem('The body is no JSON in UTF-8, by its header') }),
  ...(takesKey({ rest, meta, path }) && { 422: problem('The Idempotency-Key was used for another request') }),
  ...(meta.limit && { 429: { ...problem('The plan allows no more at this moment'), headers: tooManyHeaders } }),
  '4XX': problem('The request was refused'),
  default: problem('A problem, as RFC 9457 has it'),
})

const takesKey = ({ rest, meta, path }: Pick<RestRoute, 'rest' | 'meta' | 'path'>): boolean =>
  meta.permission !== undefined && rest.method !== 'GET' && !holdsSecrets(path)

/** Corrects an operation where our REST routes differ from the generator. */
const correctOperation = (operation: Operation, route: RestRoute): void => {
  const { meta } = route
  const responses: Responses = { ...successOf(route, operation.responses ?? {}), ...refusalsOf(route) }
  const parameters = [...(operation.parameters ?? [])]
  const successStatus = meta.creates ? '201' : '200'
  if (takesKey(route)) parameters.push(idempotencyKey)
  if (meta.keptExceptFor) {
    parameters.push(ifNoneMatch)
    responses['200'] = { ...responses['200'], headers: etagHeader } as Responses[string]
    responses['304'] = { description: 'The answer at hand is still the one', headers: etagHeader }
  }
  if (meta.limit) {
    const answer = responses[successStatus] as { headers?: object }
    responses[successStatus] = { ...answer, headers: { ...answer.headers, ...rateLimitHeaders } } as Responses[string]
  }
  operation.responses = responses
  operation.security = securityOf(route)
  if (parameters.length > 0) operation.parameters = parameters
  if (meta.permission) operation.description = `Needs the permission \`${meta.permission}\`.`
}

/** The OpenAPI 3.1 document, generated from the procedures. */
export const openApiDocument = (router: AppRouter): OpenAPIObject => {
  const doc = generateOpenApiDocument(router as never, {
    title: 'Pantheon',
    description: apiDescription,
    version: '1.0.0',
    baseUrl: '/api/v1',
    openApiVersion: '3.1.0',
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'pantheon_session', description: 'What browsers hold; over https its name begins with `__Host-`' },
      bearer: { type: 'http', scheme: 'bearer', description: 'An access token of POST /auth/login, or an API key (pk_…)' },
    },
  })
  for (const route of restRoutesOf(router)) {
    const operation = doc.paths?.[route.rest.path]?.[route.rest.method.toLowerCase() as 'get']
    if (operation) correctOperation(operation, route)
  }
  const schemas = { ...withoutGeneratorErrors(doc.components?.schemas), Problem: problemSchema as never }
  describeOrderInput(doc)
  const document = withOpenAnswers(portable({ ...doc, info: { ...doc.info, license }, components: { ...doc.components, schemas } }))
  addExamples(document)
  return document
}
