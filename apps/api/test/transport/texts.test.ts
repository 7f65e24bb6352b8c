import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { procedures } from '../support/procedures.ts'
import { type StringField as Leaf, stringFieldsOf } from '../support/string-fields.ts'

/** Texts that nobody shows, and that are compared as they came: passwords, tokens and codes, and bytes in a text. */
const asTheyCame =
  /(^|\.)(password|currentPassword|newPassword|base64|csv|linkToken|refreshToken)$|^auth\.(deleteAccount\.confirmation|(password\.reset|email\.verify)\.token|github\.finish\.(code|state))$|^organizations\.invitations\.\w+\.token$/

const leaves = procedures.flatMap(({ path, input }) => (input ? stringFieldsOf(input, path) : [])).filter(({ path }) => !asTheyCame.test(path))
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
