import type { z } from 'zod'

type Schema = z.core.$ZodType
type Find = (schema: Schema, value: unknown, path: string) => string[]

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
const under = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** An object accepts its own fields, and others only with a catchall. */
const inObject = ({ shape, catchall }: z.core.$ZodObjectDef, value: unknown, path: string): string[] => {
  if (!isObject(value)) return []
  const isOpen = catchall !== undefined && catchall._zod.def.type !== 'never'
  return Object.entries(value).flatMap(([name, item]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (field) return find(field, item, under(path, name))
    return isOpen ? [] : [under(path, name)]
  })
}

/** The first option that accepts the value counts, as in zod. When none does, the schema rejects the value. */
const inUnion = ({ options }: z.core.$ZodUnionDef, value: unknown, path: string): string[] => {
  if (value === null || typeof value !== 'object') return []
  const taken = options.find((option) => (option as z.ZodType).safeParse(value).success)
  return taken ? find(taken, value, path) : []
}

const inBoth = ({ left, right }: z.core.$ZodIntersectionDef, value: unknown, path: string): string[] => {
  const known = new Set(find(right, value, path))
  return find(left, value, path).filter((name) => known.has(name))
}

/** The wrapped schema, or the input schema of a pipe; undefined for a transform, which accepts any fields. */
const innerOf = ({ _zod: { def } }: Schema): Schema | undefined => {
  if ('innerType' in def) return def.innerType as Schema
  if (def.type === 'lazy') return (def as z.core.$ZodLazyDef).getter()
  return def.type === 'pipe' ? (def as z.core.$ZodPipeDef).in : undefined
}

const find: Find = (schema, value, path) => {
  const { def } = schema._zod
  switch (def.type) {
    case 'object':
      return inObject(def as z.core.$ZodObjectDef, value, path)
    case 'array':
      return Array.isArray(value) ? value.flatMap((item, n) => find((def as z.core.$ZodArrayDef).element, item, under(path, String(n)))) : []
    case 'record':
      return isObject(value) ? Object.entries(value).flatMap(([name, item]) => find((def as z.core.$ZodRecordDef).valueType, item, under(path, name))) : []
    case 'union':
      return inUnion(def as z.core.$ZodUnionDef, value, path)
    case 'intersection':
      return inBoth(def as z.core.$ZodIntersectionDef, value, path)
    default: {
      const inner = innerOf(schema)
      return inner ? find(inner, value, path) : []
    }
  }
}

/**
 * Paths of input fields that the schema does not know: `note`, `lines.0.colour`. zod strips such fields silently, so that a misspelled one
 * would have no effect. Records and `looseObject` accept any name.
 */
export const unknownFields = (schema: Schema, value: unknown): string[] => find(schema, value, '')
