import type { z } from 'zod'

type Schema = z.core.$ZodType
/** A value with `text` where the schema takes a string, `count` times where it takes several. */
type Build = (text: string, count: number) => unknown

/** One string of an input: where it is, the schema that takes it alone, and the value that holds it. */
export interface StringField {
  path: string
  schema: Schema
  build: Build
}

// What a schema is made of differs by its kind, and zod's public types do not say it for all of them.
// biome-ignore lint/suspicious/noExplicitAny: read by kind below
const definitionOf = (schema: Schema): any => schema._zod.def

const numbered = <T>(count: number, each: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n))
const identity: Build = (text) => text

/** Every string of an input, with the whole value that holds it and nothing else. */
export const stringFieldsOf = (schema: Schema, path: string, whole: (inner: Build) => Build = (inner) => inner): StringField[] => {
  const def = definitionOf(schema)
  switch (def.type) {
    case 'string':
      return [{ path, schema, build: whole(identity) }]
    case 'object':
      return Object.entries<Schema>(def.shape).flatMap(([key, value]) =>
        stringFieldsOf(value, `${path}.${key}`, (inner) => whole((text, count) => ({ [key]: inner(text, count) }))),
      )
    case 'array':
      return stringFieldsOf(def.element, `${path}[]`, (inner) => whole((text, count) => numbered(count, () => inner(text.slice(0, text.length / count), 1))))
    case 'record': {
      const share = (text: string, count: number) => text.slice(0, text.length / count)
      const entries = (count: number, entry: (n: number) => [string, unknown]) => Object.fromEntries(numbered(count, entry))
      return [
        ...stringFieldsOf(def.keyType, `${path}{key}`, () => whole((text, count) => entries(count, (n) => [`${share(text, count)}${n}`, 'a text']))),
        ...stringFieldsOf(def.valueType, `${path}{}`, (inner) => whole((text, count) => entries(count, (n) => [`k${n}`, inner(share(text, count), 1)]))),
      ]
    }
    case 'union':
      return def.options.flatMap((option: Schema, i: number) => stringFieldsOf(option, `${path}|${i}`, whole))
    case 'intersection':
      return [...stringFieldsOf(def.left, path, whole), ...stringFieldsOf(def.right, path, whole)]
    case 'tuple':
      return def.items.flatMap((item: Schema, i: number) =>
        stringFieldsOf(item, `${path}[${i}]`, (inner) => whole((text, count) => numbered(def.items.length, (n) => (n === i ? inner(text, count) : 'a text')))),
      )
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'catch':
    case 'readonly':
      return stringFieldsOf(def.innerType, path, whole)
    case 'pipe': {
      // What goes in first, and what it becomes, are one text. What is looked at before it is parsed is the same as it comes out.
      const [field] = stringFieldsOf(def.in, path, whole)
      return field ? [{ ...field, path, schema }] : stringFieldsOf(def.out, path, whole)
    }
    case 'lazy':
      return stringFieldsOf(def.getter(), path, whole)
    default:
      return []
  }
}
