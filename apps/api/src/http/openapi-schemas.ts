type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * Turns a record with a fixed set of keys into an object with these properties: the generator writes `propertyNames`, which
 * leaves `required` without properties and generated clients without types.
 */
const withProperties = (schema: Json): Json => {
  const { propertyNames, additionalProperties, ...rest } = schema
  const names = isObject(propertyNames) ? propertyNames.enum : undefined
  if (!Array.isArray(names) || !isObject(additionalProperties) || !Array.isArray(rest.required)) return schema
  return { ...rest, properties: Object.fromEntries(names.map((name) => [name, additionalProperties])), additionalProperties: false }
}

/**
 * Makes a pattern portable to other languages (JSON Schema 2020-12, section 6.4): only JavaScript escapes a slash. A pattern with
 * Unicode classes or lookaround is left out of the document; the server still enforces it.
 */
const withPortablePattern = (schema: Json): Json => {
  const { pattern, ...rest } = schema
  if (typeof pattern !== 'string') return schema
  return /\\[pP]\{|\(\?[=!<]/.test(pattern) ? rest : { ...rest, pattern: pattern.replaceAll('\\/', '/') }
}

/** A document or part of one in a form that client generators support: records as objects, portable patterns. */
export const portable = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(portable) as T
  if (!isObject(value)) return value
  return withPortablePattern(withProperties(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, portable(item)])))) as T
}

/** Removes the schemas of the generator's own errors, which REST never sends. */
export const withoutGeneratorErrors = <T>(schemas: Record<string, T> = {}): Record<string, T> =>
  Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.startsWith('error.')))

/** Keywords whose values are arbitrary JSON, not schemas. */
const literal: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum'])

/** Applies `change` to every object in a part of a document, at any depth. */
const mapObjects = <T>(value: T, change: (schema: Json) => Json): T => {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change)) as T
  if (!isObject(value)) return value
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal.has(key) ? item : mapObjects(item, change)]))) as T
}

/** Forbids additional properties of an object, unless it defines them: the server refuses a misspelled field. */
const closed = (schema: Json): Json =>
  isObject(schema.properties) && schema.type === 'object' && !('additionalProperties' in schema) ? { ...schema, additionalProperties: false } : schema
/** Allows additional properties of an object: a later version may add fields, and older clients must accept them. */
const opened = ({ additionalProperties, ...schema }: Json): Json =>
  additionalProperties === false || additionalProperties === undefined ? schema : { ...schema, additionalProperties }

const prefix = '#/components/schemas/'
/** The names of the components that a part of a document references, directly or indirectly. */
const referredTo = (part: unknown, schemas: Json, found = new Set<string>()): Set<string> => {
  mapObjects(part, (schema) => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.slice(prefix.length) : undefined
    if (name !== undefined && !found.has(name)) referredTo(schemas[name], schemas, found.add(name))
    return schema
  })
  return found
}

/**
 * Forbids additional properties in request bodies and allows them in responses; the generator does the opposite. A component is used
 * either by requests or by responses: the generator gives them different names.
 */
export const withOpenAnswers = <D extends { paths?: object | undefined; components?: { schemas?: object | undefined } | undefined }>(document: D): D => {
  const schemas = (document.components?.schemas ?? {}) as Json
  const inRequests = new Set<string>()
  const paths = mapObjects(document.paths ?? {}, (each) => {
    if (!isObject(each.responses)) return each
    referredTo(each.requestBody, schemas, inRequests)
    const body = isObject(each.requestBody) ? { requestBody: mapObjects(each.requestBody, closed) } : {}
    return { ...each, ...body, responses: mapObjects(each.responses, opened) }
  })
  const changed = Object.entries(schemas).map(([name, schema]) => [name, mapObjects(schema, inRequests.has(name) ? closed : opened)])
  return { ...document, paths, components: { ...document.components, schemas: Object.fromEntries(changed) } }
}
