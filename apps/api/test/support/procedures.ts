import { randomUUID } from 'node:crypto'
import type { ErrorCode } from '@pantheon/contract'
import type { Meta, RestMeta } from '@pantheon/rpc'
import type { AnyTRPCProcedure } from '@trpc/server'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { type Caller, courseInput, testCard } from '../../src/testing/index.ts'

/** A procedure as tests see it: read from the router itself, so that a new one is tested from its first day. */
export interface Procedure {
  path: string
  type: AnyTRPCProcedure['_def']['type']
  meta: Meta
  /** Undefined for a procedure without input. */
  input: z.ZodObject | undefined
  output: unknown
}
export type RestProcedure = Procedure & { rest: RestMeta }

const inputOf = ({ _def }: AnyTRPCProcedure): z.ZodObject | undefined => {
  const [schema] = _def.inputs
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodObject ? inner : undefined
}

/** Every procedure there is. Only its description is read here, so no service stands behind this router. */
export const procedures: Procedure[] = Object.entries(createAppRouter({} as Services)._def.procedures as unknown as Record<string, AnyTRPCProcedure>).map(
  ([path, procedure]) => ({
    path,
    type: procedure._def.type,
    meta: (procedure._def.meta ?? {}) as Meta,
    input: inputOf(procedure),
    output: (procedure._def as { output?: unknown }).output,
  }),
)
export const restProcedures: RestProcedure[] = procedures.flatMap((procedure) =>
  procedure.meta.openapi ? [{ ...procedure, rest: procedure.meta.openapi }] : [],
)

/** Values that a type alone does not tell. */
const known: Record<string, unknown> = {
  email: 'somebody@example.test',
  password: 'a password nobody has',
  price: '12.50',
  card: testCard,
  token: undefined,
  returnPath: '/orders',
  permissions: ['order:read'],
  workflow: { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' }], quorum: { kind: 'any' }, deadlineHours: 24 }] },
  class: null,
  version: 1,
  orders: [{ id: randomUUID(), version: 1 }],
  products: [{ id: randomUUID(), version: 1 }],
  timeZone: 'Europe/Berlin',
}

type Json = z.core.JSONSchema.BaseSchema
const sampleOfJson = (schema: Json, field: string): unknown => {
  if (field in known) return known[field]
  if (field === 'input') return courseInput
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return sampleOfJson(schema.anyOf[0], field)
  if (schema.type === 'array') return []
  if (schema.format === 'uuid') return randomUUID()
  if (schema.format === 'date-time') return '2030-01-01T00:00:00.000Z'
  if (schema.format === 'uri') return 'https://example.test/'
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sampleOfJson(inner as Json, name)]))
  }
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  return 'some text, long enough'
}

const schemas = new Map<string, Json>()
/** A procedure's input as JSON Schema, worked out once. */
const schemaOf = ({ path, input }: Procedure): Json => {
  const schema = schemas.get(path) ?? (z.toJSONSchema(input ?? z.object({}), { io: 'input', unrepresentable: 'any' }) as Json)
  schemas.set(path, schema)
  return schema
}

const isIdLeaf = (schema: Json, name: string): boolean => schema.format === 'uuid' || (name === 'id' && schema.type === 'string')
const idsIn = (schema: Json, root: Json, name: string, path: string): string[] => {
  const inner = (next: unknown, nextName = name, at = path): string[] => idsIn(next as Json, root, nextName, at)
  if (schema.$ref !== undefined) return inner(root.$defs?.[schema.$ref.replace('#/$defs/', '')])
  return [
    ...(isIdLeaf(schema, name) ? [path] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, each]) => inner(each, field, path === '' ? field : `${path}.${field}`)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((each) => inner(each)),
    ...(schema.items ? inner(schema.items, name, `${path}[]`) : []),
    ...(schema.additionalProperties ? inner(schema.additionalProperties, name, `${path}{}`) : []),
  ]
}
/** Wherever in its input a procedure is told of a thing by its id, at whatever depth: `id`, `orders[].id`. */
export const idPaths = (procedure: Procedure): string[] => {
  const schema = schemaOf(procedure)
  return [...new Set(idsIn(schema, schema, '', ''))]
}

/** An input the procedure's schema takes, with every field filled in; `values` stand for fields by name. */
export const sampleInput = (procedure: Procedure, values: Record<string, unknown> = {}): Record<string, unknown> | undefined => {
  if (!procedure.input) return undefined
  const json = schemaOf(procedure)
  const names = Object.keys(json.properties ?? {}).filter((name) => name !== 'cursor')
  return Object.fromEntries(names.map((name) => [name, name in values ? values[name] : sampleOfJson(json.properties?.[name] as Json, name)]))
}

/** What of `values` a procedure takes. Anything else is refused. */
export const takenBy = <T extends Record<string, unknown> | undefined>({ input }: Procedure, values: T): T =>
  (values && Object.fromEntries(Object.entries(values).filter(([name]) => input && name in input.shape))) as T

/** What a call came to, whichever way it went. `code` is the catalogue's, when it was refused. */
export interface Outcome {
  status: number
  code: ErrorCode | undefined
  details: Record<string, unknown>
  body: unknown
}

interface WireError {
  message: string
  data: { code: ErrorCode; httpStatus: number; details: Record<string, unknown> }
}
const asOutcome = (status: number, body: unknown, error: WireError | undefined, data: unknown): Outcome =>
  error ? { status, code: error.data.code, details: error.data.details, body: error } : { status, code: undefined, details: {}, body: data ?? body }

/** Opens a bare socket to `/ws` as this caller's page would. */
export const openSocket = (caller: Caller, headers: Record<string, string> = {}): WebSocket => {
  const cookie = caller.cookie()
  return new WebSocket(`${caller.origin.replace('http', 'ws')}/ws`, { headers: { origin: caller.origin, ...(cookie !== undefined && { cookie }), ...headers } })
}

const subscribe = (caller: Caller, path: string, input: unknown): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const socket = openSocket(caller)
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, method: 'subscription', params: { path, input } })))
    socket.on('message', (text) => {
      const { error, result } = JSON.parse(String(text)) as { error?: WireError; result?: unknown }
      socket.close()
      resolve(asOutcome(error?.data.httpStatus ?? 200, undefined, error, result))
    })
  })

/** Calls a procedure over tRPC with any input at all: queries and mutations over HTTP, subscriptions over the socket. */
export const callTrpc = async (caller: Caller, { path, type }: Pick<Procedure, 'path' | 'type'>, input?: unknown): Promise<Outcome> => {
  if (type === 'subscription') return subscribe(caller, path, input)
  const text = input === undefined ? undefined : JSON.stringify(input)
  const response =
    type === 'query'
      ? await caller.http(`/trpc/${path}${text === undefined ? '' : `?input=${encodeURIComponent(text)}`}`)
      : await caller.http(`/trpc/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text ?? '' })
  const { error, result } = (await response.json()) as { error?: WireError; result?: { data: unknown } }
  return asOutcome(response.status, undefined, error, result?.data)
}

/** A value as an address says it. */
const spelled = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The address and body that say `input` over REST. */
export const restRequest = ({ rest }: RestProcedure, input: Record<string, unknown> = {}): { path: string; body: Record<string, unknown> | undefined } => {
  const inPath = new Set([...rest.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
  const path = rest.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(spelled(input[name] ?? 'nothing')))
  const others = Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== undefined)
  if (rest.method !== 'GET' && rest.method !== 'DELETE') return { path, body: Object.fromEntries(others) }
  const query = new URLSearchParams(others.map(([name, value]): [string, string] => [name, spelled(value)])).toString()
  return { path: query === '' ? path : `${path}?${query}`, body: undefined }
}

/** Calls a procedure over REST. */
export const callRest = async (caller: Caller, procedure: RestProcedure, input?: Record<string, unknown>): Promise<Outcome> => {
  const { path, body } = restRequest(procedure, input)
  const answer = await caller.rest(procedure.rest.method, path, body)
  const { code, details } = answer.status < 400 ? { code: undefined, details: {} } : (answer.body as { code: ErrorCode; details: Record<string, unknown> })
  return { status: answer.status, code, details, body: answer.body }
}
