import { createHash } from 'node:crypto'
import type { MediaType } from '@pantheon/rpc'
import type { OpenAPIObject } from 'trpc-to-openapi'
import type { z } from 'zod'
import { exampleBodies } from './openapi-example-bodies.ts'
import { exampleValues } from './openapi-example-values.ts'

type Schema = z.core.JSONSchema.BaseSchema
type Schemas = Readonly<Record<string, Schema>>

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
/** An id (UUIDv7) that differs by field and is the same each time the document is generated. */
const idOf = (name: string): string => `0198c6a2-7d4e-7a31-9c5b-${digestOf(name).slice(0, 12)}`

const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : [type].flat())
const isOfType = (types: readonly string[], value: unknown): boolean => {
  if (types.length === 0) return true
  if (typeof value === 'number') return types.includes('number') || (types.includes('integer') && Number.isInteger(value))
  return types.includes(value === null ? 'null' : typeof value)
}
const isWithin = ({ minimum = -Infinity, maximum = Infinity, exclusiveMinimum }: Schema, value: number): boolean =>
  value >= minimum && value <= maximum && (typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum)
const matchesText = ({ minLength = 0, maxLength = Infinity, pattern = '' }: Schema, text: string): boolean =>
  text.length >= minLength && text.length <= maxLength && new RegExp(pattern).test(text)

/** Whether a schema without alternatives accepts a scalar value. */
const fits = (schema: Schema, value: unknown): boolean => {
  if (!isOfType(typesOf(schema), value) || (schema.enum && !schema.enum.includes(value as string))) return false
  if (typeof value === 'number') return isWithin(schema, value)
  return typeof value !== 'string' || matchesText(schema, value)
}

const byFormat = (format: string | undefined, name: string): unknown[] => {
  if (format === 'uuid') return [idOf(name)]
  if (format === 'date-time') return ['2026-11-30T09:00:00.000Z']
  if (format === 'date') return ['2026-11-30']
  if (format === 'email') return ['ada@example.com']
  return format === 'uri' ? ['https://example.com/'] : []
}

interface Scope {
  schemas: Schemas
  /** Whether optional fields are left out. */
  requiredOnly: boolean
  /** The components entered so far: a recursive one ends in an empty list or null. */
  within: readonly string[]
  /** The first segment of the path. */
  subject: string
}

/** The first candidate that the schema accepts: by the field name, its format, its default, or any value of its type. */
const plainExample = (schema: Schema, name: string, { within, subject }: Scope): unknown => {
  const ofName = [`${within.at(-1)}.${name}`, `${subject}.${name}`, name].flatMap((each) => exampleValues[each] ?? [])
  const last = [1, true, 'Text', '49.00', digestOf(name), 'Text long enough to be read by somebody', null]
  const candidates = [...ofName, ...(schema.examples ?? []), ...byFormat(schema.format, name), schema.default, ...(schema.enum ?? []), ...last, schema.minimum]
  return candidates.find((value) => value !== undefined && fits(schema, value))
}

/** The example key of a record with arbitrary keys, by the name of the record's field. */
const keysOfOpenRecords: Readonly<Record<string, string>> = { input: 'topic', rules: 'status' }

const objectExample = (schema: Schema, name: string, scope: Scope): Record<string, unknown> => {
  const properties = Object.entries((schema.properties ?? {}) as Schemas)
  const required = properties.filter(([field]) => schema.required?.includes(field))
  const shown = scope.requiredOnly && required.length > 0 ? required : properties
  const { additionalProperties: others, propertyNames } = schema
  const hasOthers = properties.length === 0 && typeof others === 'object'
  const key = String((propertyNames as Schema | undefined)?.enum?.[0] ?? keysOfOpenRecords[name] ?? 'note')
  return Object.fromEntries([...shown, ...(hasOthers ? [[key, others] as const] : [])].map(([field, each]) => [field, exampleOf(each as Schema, field, scope)]))
}

const arrayExample = ({ items, minItems = 1 }: Schema, name: string, scope: Scope): unknown[] =>
  Array.from({ length: Math.max(1, minItems) }, () => exampleOf((items ?? {}) as Schema, name, scope))

const isNull = ({ type }: Schema): boolean => type === 'null'
const refName = (ref: string): string => ref.replace('#/components/schemas/', '')

/** The example value of a schema; `name` is the field that contains it. */
const exampleOf = (schema: Schema, name: string, scope: Scope): unknown => {
  if (schema.$ref !== undefined) {
    const component = refName(schema.$ref)
    return exampleOf(scope.schemas[component] ?? {}, name, { ...scope, within: [...scope.within, component] })
  }
  if (schema.const !== undefined) return schema.const
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as Schema[]
  const isRecursive = (form: Schema): boolean => form.$ref !== undefined && scope.within.includes(refName(form.$ref))
  const form = forms.find((each) => !isNull(each) && !isRecursive(each)) ?? forms[0]
  if (form) return exampleOf(form, name, scope)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((each) => exampleOf(each as Schema, name, scope)))
  const types = typesOf(schema)
  if (types.includes('object')) return objectExample(schema, name, scope)
  if (types.includes('array')) return isRecursive((schema.items ?? {}) as Schema) ? [] : arrayExample(schema, name, scope)
  return plainExample(schema, name, scope)
}

const fileExamples: Partial<Record<MediaType, string>> = {
  'text/csv': 'number,status,total\r\n1042,fulfilled,49.00\r\n',
  'text/markdown': '# An introduction to Rust\n\n## Week 1\n',
  'application/x-ndjson': '{"seq":1,"action":"order.placed"}\n',
}

interface Content {
  schema?: Schema
  example?: unknown
}
const addTo = (content: Record<string, Content> | undefined, scope: Scope, given?: object): void => {
  for (const [type, media] of Object.entries(content ?? {})) {
    const example = type === 'application/json' ? (given ?? exampleOf(media.schema ?? {}, '', scope)) : fileExamples[type as MediaType]
    if (example !== undefined) media.example = example
  }
}

/**
 * Adds an example, generated from the schema, to every body, every successful response and every required parameter. A body shows the
 * required fields; a response shows all. Tests check all examples against the schemas, and send every body to the API.
 */
export const addExamples = (document: OpenAPIObject): void => {
  const schemas = (document.components?.schemas ?? {}) as Schemas
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const responses: Scope = { schemas, requiredOnly: false, within: [], subject: path.split('/')[1] ?? '' }
    const requests: Scope = { ...responses, requiredOnly: true }
    for (const [method, operation] of Object.entries((item ?? {}) as Record<string, Operation>)) {
      addTo(operation.requestBody?.content, requests, exampleBodies[`${method.toUpperCase()} ${path}`])
      for (const [status, { content }] of Object.entries(operation.responses)) if (status.startsWith('2')) addTo(content, responses)
      for (const parameter of operation.parameters ?? []) if (parameter.required) parameter.example = exampleOf(parameter.schema, parameter.name, requests)
    }
  }
}

/** The parts of an operation that get examples. */
interface Operation {
  requestBody?: { content: Record<string, Content> }
  responses: Record<string, { content?: Record<string, Content> }>
  parameters?: { name: string; required?: boolean; schema: Schema; example?: unknown }[]
}
