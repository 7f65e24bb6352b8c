import { Failure } from '@pantheon/kernel'
import type { AnyTRPCProcedure } from '@trpc/server'
import { z } from 'zod'

type Json = z.core.JSONSchema.BaseSchema
/** Converts the values of one URL parameter to the input of the procedure. Null: it takes a single value, and there are several. */
type ReadTexts = (texts: readonly string[]) => unknown

/** All alternatives of a schema. */
const formsOf = (schema: Json): Json[] => {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])] as Json[]
  return inner.length === 0 ? [schema] : inner.flatMap(formsOf)
}

const number = /^-?\d+(?:\.\d+)?$/
/** Converts only exact notations of a value; any other text is left unchanged, and the schema refuses it. */
const readText = (forms: readonly Json[], text: string): unknown => {
  const takes = (type: string): boolean => forms.some((form) => form.type === type)
  if ((takes('integer') || takes('number')) && number.test(text)) return Number(text)
  if (takes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  // In a query an unencoded plus means a space: `09:00:00+09:00` comes as `09:00:00 09:00`.
  if (forms.some(({ format }) => format === 'date-time')) return text.replace(/ (?=\d\d:\d\d$)/, '+')
  return text
}

const readerOf = (schema: Json): ReadTexts => {
  const forms = formsOf(schema)
  const takesMany = forms.some(({ type }) => type === 'array')
  return (texts) => {
    const [first = ''] = texts
    if (texts.length === 1) return readText(forms, first)
    return takesMany ? texts : null
  }
}

/** The path parameters and query parameters of a URL. */
interface Address {
  path: Record<string, string[]>
  query: Record<string, string[]>
}

const readersOf = ({ _def }: AnyTRPCProcedure): Map<string, ReadTexts> => {
  const schema = z.toJSONSchema((_def.inputs[0] ?? z.void()) as z.ZodType, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json
  return new Map(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, readerOf(field as Json)]))
}

/** The input of the procedure, and the query parameters that it does not have. */
interface AddressInput {
  input: Record<string, unknown>
  unknown: readonly string[]
}

/** The failure for unknown query parameters; undefined when there are none. */
export const unknownParameters = (names: readonly string[]): Failure | undefined => {
  if (names.length === 0) return undefined
  const fields = names.slice(0, 50).map((path) => ({ path, code: 'unknown' as const, message: 'Is no parameter of this address.' }))
  return new Failure('input.unknown_parameter', {}, fields)
}

/**
 * Reads the input of a procedure from URL parameters, by its schema: only there are numbers, booleans and lists strings. If the input
 * comes in a body (`takesQuery` is false), every query parameter is unknown. Fails with `input.invalid` when a parameter with a single
 * value is given more than once.
 */
export const createQueryInput = (procedure: AnyTRPCProcedure, { takesQuery }: { takesQuery: boolean }) => {
  let readers: Map<string, ReadTexts> | undefined
  return ({ path, query }: Address): AddressInput => {
    readers ??= readersOf(procedure)
    const known = readers
    const read = ([name, texts]: [string, string[]]): [string, unknown] => {
      const value = known.get(name)?.(texts) ?? (known.has(name) ? null : texts[0])
      if (value === null) throw new Failure('input.invalid', {}, [{ path: name, message: 'Given more than once' }])
      return [name, value]
    }
    return {
      input: Object.fromEntries(Object.entries(takesQuery ? { ...query, ...path } : path).map(read)),
      unknown: Object.keys(query).filter((name) => !takesQuery || !known.has(name) || Object.hasOwn(path, name)),
    }
  }
}
