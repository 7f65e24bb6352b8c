type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * A record whose keys are a fixed set, as an object with these properties: the generator writes `propertyNames`, which
 * leaves `required` without properties, and clients made from the document without types.
 */
const withProperties = (schema: Json): Json => {
  const { propertyNames, additionalProperties, ...rest } = schema
  const names = isObject(propertyNames) ? propertyNames.enum : undefined
  if (!Array.isArray(names) || !isObject(additionalProperties) || !Array.isArray(rest.required)) return schema
  return { ...rest, properties: Object.fromEntries(names.map((name) => [name, additionalProperties])), additionalProperties: false }
}

/**
 * A pattern that other languages read too (JSON Schema 2020-12, section 6.4): JavaScript escapes a slash, which no other one
 * does. Without it where it needs classes of Unicode or looks ahead; the server keeps to it all the same.
 */
const withPortablePattern = (schema: Json): Json => {
  const { pattern, ...rest } = schema
  if (typeof pattern !== 'string') return schema
  return /\\[pP]\{|\(\?[=!<]/.test(pattern) ? rest : { ...rest, pattern: pattern.replaceAll('\\/', '/') }
}

/** The same document or part of one in words that generators of clients know: records written out, patterns portable. */
export const portable = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(portable) as T
  if (!isObject(value)) return value
  return withPortablePattern(withProperties(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, portable(item)])))) as T
}

/** Schemas without those of the generator's own errors, which REST never sends. */
export const withoutGeneratorErrors = <T>(schemas: Record<string, T> = {}): Record<string, T> =>
  Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.startsWith('error.')))

/** Keys of a schema that hold values of any shape, not schemas. */
const literal: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum'])

/** A part of a document in which every object, however deep, is changed by `change`. */
const mapObjects = <T>(value: T, change: (schema: Json) => Json): T => {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change)) as T
  if (!isObject(value)) return value
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal.has(key) ? item : mapObjects(item, change)]))) as T
}

/** An object takes no fields but its own, unless it says which: the server refuses a misspelled one. */
const closed = (schema: Json): Json =>
  isObject(schema.properties) && schema.type === 'object' && !('additionalProperties' in schema) ? { ...schema, additionalProperties: false } : schema
/** An object may have more fields than these: a later version adds some, and clients that were made before it go on. */
const opened = ({ additionalProperties, ...schema }: Json): Json =>
  additionalProperties === false || additionalProperties === undefined ? schema : { ...schema, additionalProperties }

const prefix = '#/components/schemas/'
/** The names of the components that a part of a document refers to, and of those that they refer to. */
const referredTo = (part: unknown, schemas: Json, found = new Set<string>()): Set<string> => {
  mapObjects(part, (schema) => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.slice(prefix.length) : undefined
    if (name !== undefined && !found.has(name)) referredTo(schemas[name], schemas, found.add(name))
    return schema
  })
  return found
}

/**
 * The same document, which says of bodies of requests that they take no other fields, and leaves open what answers have.
 * The generator knows it the other way round. A component belongs to requests or to answers: the generator names them apart.
 */
export const withOpenAnswers = <D extends { paths?: object | undefined; components?: { schemas?: object | undefined } | undefined }>(document: D): D => {
  const schemas = (document.components?.schemas ?? {}) as Json
  const asked = new Set<string>()
  const paths = mapObjects(document.paths ?? {}, (each) => {
    if (!isObject(each.responses)) return each
    referredTo(each.requestBody, schemas, asked)
    const body = isObject(each.requestBody) ? { requestBody: mapObjects(each.requestBody, closed) } : {}
    return { ...each, ...body, responses: mapObjects(each.responses, opened) }
  })
  const changed = Object.entries(schemas).map(([name, schema]) => [name, mapObjects(schema, asked.has(name) ? closed : opened)])
  return { ...document, paths, components: { ...document.components, schemas: Object.fromEntries(changed) } }
}
