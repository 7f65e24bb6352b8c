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
