const limits = new Set([
  '$schema',
  'default',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const mapped = (schema: unknown): unknown => (Array.isArray(schema) ? schema.map(mapped) : isRecord(schema) ? withoutLimits(schema) : schema)

/**
 * A JSON Schema without its constraints. The vendors' strict modes reject keywords such as `minItems`; the answer is validated against the
 * full schema afterwards.
 */
export const withoutLimits = (schema: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !limits.has(keyword))
      // Keys of `properties` are names, not keywords: a field may be called "format".
      .map(([keyword, value]) => [
        keyword,
        keyword === 'properties' && isRecord(value) ? Object.fromEntries(Object.entries(value).map(([field, of]) => [field, mapped(of)])) : mapped(value),
      ]),
  )
