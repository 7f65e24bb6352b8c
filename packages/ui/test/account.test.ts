import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ApiKey, permissions } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { keyState } from '../src/account/ApiKeyCard.tsx'
import { waitOf } from '../src/account/action.ts'
import { permissionGroups, permissionWord } from '../src/account/permission-words.ts'
import en from '../src/messages/account.en.json'
import ja from '../src/messages/account.ja.json'
import permissionsEn from '../src/messages/permissions.en.json'
import permissionsJa from '../src/messages/permissions.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value as object, `${prefix}${key}.`),
  )
// Japanese has one plural form, English two: a message counts once, whatever its forms.
const textsOf = (messages: object) => new Map(flat(messages).map(([key, text]) => [key.replace(/_(one|other)$/, ''), text]))
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('the words of the account screens', () => {
  it.each([
    ['account', en, ja],
    ['permissions', permissionsEn, permissionsJa],
  ])('exist in English and in Japanese alike: %s', (_, english, japanese) => {
    const [inEnglish, inJapanese] = [textsOf(english), textsOf(japanese)]
    expect(inEnglish.size).toBeGreaterThan(40)
    expect([...inJapanese.keys()].sort()).toEqual([...inEnglish.keys()].sort())
    for (const [key, text] of inEnglish) expect({ key, names: placeholders(inJapanese.get(key) ?? '') }).toEqual({ key, names: placeholders(text) })
  })

  it('are all said somewhere', () => {
    const folder = new URL('../src/account', import.meta.url).pathname
    const code = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    // A key may be put together: `settings.${place}` says every key of that shape.
    const shapes = [...code.matchAll(/`([\w.]+\$\{[^`]*)`/g)].map(
      ([, template = '']) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '\\w+')}$`),
    )
    const isSaid = (key: string) => code.includes(`'${key}'`) || shapes.some((shape) => shape.test(key))
    // What stands before the dashboard's door is said by the dashboard.
    const own = [...textsOf(en).keys()].filter((key) => !key.startsWith('landing.'))
    expect(own.filter((key) => !isSaid(key))).toEqual([])
  })

  it('name every permission and what it is about', () => {
    const words = new Set([...textsOf(permissionsEn).keys()])
    expect(permissions.filter((permission) => !words.has(permissionWord(permission)))).toEqual([])
    const groups = permissionGroups(permissions)
    expect(groups.filter(({ word }) => !words.has(word))).toEqual([])
    expect(groups.flatMap((group) => group.permissions).sort()).toEqual([...permissions].sort())
  })
})

describe('a key', () => {
  const now = new Date('2026-06-01T12:00:00.000Z')
  const key = (expiresAt: string | null, revokedAt: string | null): Pick<ApiKey, 'expiresAt' | 'revokedAt'> => ({ expiresAt, revokedAt })
  it.each([
    ['active', key(null, null)],
    ['active', key('2026-06-01T12:00:01.000Z', null)],
    ['expired', key('2026-06-01T12:00:00.000Z', null)],
    ['revoked', key('2026-01-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z')],
  ])('is %s', (state, which) => {
    expect(keyState(which, now)).toBe(state)
  })
})

describe('a refusal', () => {
  const refusal = (code: string, details: Record<string, unknown>) => ({ code, message: '', fields: [], details })
  it('says how long to wait only when the tries were too many', () => {
    expect(waitOf(refusal('auth.too_many_tries', { retryAfterSeconds: 42 }))).toBe(42)
    expect(waitOf(refusal('auth.wrong_credentials', { retryAfterSeconds: 42 }))).toBeUndefined()
    expect(waitOf(refusal('auth.too_many_tries', {}))).toBeUndefined()
    expect(waitOf(undefined)).toBeUndefined()
  })
})
