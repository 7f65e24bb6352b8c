import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { procedures } from '../support/procedures.ts'

/** Texts that nobody shows, and that are compared as they came: passwords, tokens and codes, and bytes in a text. */
const asTheyCame =
  /(^|\.)(password|currentPassword|newPassword|base64|csv|linkToken|refreshToken)$|^auth\.(deleteAccount\.confirmation|(password\.reset|email\.verify)\.token|github\.finish\.(code|state))$|^organizations\.invitations\.\w+\.token$/

type Schema = z.core.$ZodType
interface Leaf {
  path: string
  schema: Schema
}

// What a schema is made of differs by its kind, and zod's public types do not say it for all of them.
// biome-ignore lint/suspicious/noExplicitAny: read by kind below
const definitionOf = (schema: Schema): any => schema._zod.def

/** Every string of an input, as the schema that takes it alone. */
const stringsOf = (schema: Schema, path: string): Leaf[] => {
  const def = definitionOf(schema)
  switch (def.type) {
    case 'string':
      return [{ path, schema }]
    case 'object':
      return Object.entries<Schema>(def.shape).flatMap(([key, value]) => stringsOf(value, `${path}.${key}`))
    case 'array':
      return stringsOf(def.element, `${path}[]`)
    case 'record':
      return [...stringsOf(def.keyType, `${path}{key}`), ...stringsOf(def.valueType, `${path}{}`)]
    case 'union':
      return def.options.flatMap((option: Schema, i: number) => stringsOf(option, `${path}|${i}`))
    case 'intersection':
      return [...stringsOf(def.left, path), ...stringsOf(def.right, path)]
    case 'tuple':
      return def.items.flatMap((item: Schema, i: number) => stringsOf(item, `${path}[${i}]`))
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'catch':
    case 'readonly':
      return stringsOf(def.innerType, path)
    case 'pipe':
      // What goes in first, and what it becomes, are one text.
      return stringsOf(def.in, path).length > 0 ? [{ path, schema }] : stringsOf(def.out, path)
    case 'lazy':
      return stringsOf(def.getter(), path)
    default:
      return []
  }
}

const leaves = procedures.flatMap(({ path, input }) => (input ? stringsOf(input, path) : [])).filter(({ path }) => !asTheyCame.test(path))
const taken = ({ schema }: Leaf, text: string): unknown => {
  const parsed = (schema as z.ZodType).safeParse(text)
  return parsed.success ? parsed.data : undefined
}

/** Controls, and what reorders the text around it; in a single line also what shows nothing. */
const refused = ['\0', '\u0007', '\u001b', '\u007f', '\u202e', '\u202a', '\u2066', '\u2069', '\ud800', '\uffff']

describe('Every text that a client sends', () => {
  it('is there to be looked at', () => {
    expect(leaves.length).toBeGreaterThan(150)
    for (const path of ['auth.register.name', 'organizations.create.name', 'organizations.teams.create.name', 'business.products.create.name'])
      expect(leaves.map((leaf) => leaf.path)).toContain(path)
  })

  it('keeps no control character and none that reorders text', () => {
    const kept = leaves.filter((leaf) => refused.some((hidden) => String(taken(leaf, `plain text ${hidden} and more`) ?? '').includes(hidden)))
    expect(kept.map(({ path }) => path)).toEqual([])
  })

  it('is in NFC', () => {
    const other = leaves.filter((leaf) => String(taken(leaf, 'some cafe\u0301 or other') ?? '').includes('e\u0301'))
    expect(other.map(({ path }) => path)).toEqual([])
  })

  it('is a name that can be seen, where it is a name', () => {
    const names = leaves.filter(({ path }) => /\.(name|title)$/.test(path))
    const invisible = names.filter((leaf) => ['a\u200bb', 'a\u00adb', 'a\nb', 'a\u200db', '\u2800', '\u3164'].some((text) => taken(leaf, text) === text))
    expect(invisible.map(({ path }) => path)).toEqual([])
  })

  /** Marks that belong to a script that joins, marks out of their order, and what patterns may begin to match anywhere. */
  const endless = ['\u0610', '\u0327\u0301', '\u200c', '\u0628\u200c', 'a.', 'é。', ' ', '\u{1F468}\u200d', '[', '"'].map(
    (text) => [text, text.repeat(120_000 / text.length)] as const,
  )

  /** Characters that Punycode takes longest for, as they come and where a host is looked for. */
  const distinctHan = Array.from({ length: 250_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('')
  const asHosts = ['', 'a@', '//', '/\\', 'http://', 'http:', ' https:\\', 'http://a@b:c@', 'mailto:a@', 'http://a.'].map(
    (start) => [start, `${start}${distinctHan}.com`] as const,
  )

  it.each([...endless.map(([each, text]) => [each, `b${text}`] as const), ...asHosts])(
    'is decided in time that does not grow with its square: %j',
    (_, text) => {
      // One that takes the square of the time takes seconds.
      const slow = leaves.filter((leaf) => {
        const begun = performance.now()
        taken(leaf, text)
        return performance.now() - begun > 1000
      })
      expect(slow.map(({ path }) => path)).toEqual([])
    },
  )
})
