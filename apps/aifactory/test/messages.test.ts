import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/en.json'
import ja from '../src/messages/ja.json'

const pluralForm = /_(one|other)$/
const keysOf = (messages: object, prefix = ''): string[] =>
  Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`)))
// Japanese has one plural form, English two: a message counts once, whatever its forms.
const idsOf = (messages: object) => [...new Set(keysOf(messages).map((key) => key.replace(pluralForm, '')))].sort()
const placeholdersOf = (messages: object) =>
  Object.fromEntries(
    Object.entries(flat(messages)).map(([key, text]) => [
      key.replace(pluralForm, ''),
      [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name]) => name).sort(),
    ]),
  )
const flat = (messages: object, prefix = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : Object.entries(flat(value as object, `${prefix}${key}.`)),
    ),
  )

const source = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return source(path)
      return /\.tsx?$/.test(entry.name) ? readFileSync(path, 'utf8') : ''
    })
    .join('\n')

describe('the words of the shop', () => {
  it('exist in English and in Japanese alike', () => {
    expect(idsOf(en).length).toBeGreaterThan(200)
    expect(idsOf(ja)).toEqual(idsOf(en))
  })

  it('are filled in with the same values in both languages', () => {
    const inEnglish = placeholdersOf(en)
    for (const [key, names] of Object.entries(placeholdersOf(ja))) expect({ key, names }).toEqual({ key, names: inEnglish[key] })
  })

  it('are all said somewhere', () => {
    const code = source(new URL('../src', import.meta.url).pathname)
    // A key may be put together: `orders.status.${status}` says every key of that shape.
    const shapes = [...code.matchAll(/`([\w.]+\.(?:[\w.]|\$\{[^}]+\})*)`/g)]
      .map(([, template = '']) => template)
      .filter((template) => template.includes('${'))
      .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '.+')}$`))
    const isSaid = (id: string) => code.includes(`'${id}'`) || shapes.some((shape) => shape.test(id))
    expect(idsOf(en).filter((id) => !isSaid(id))).toEqual([])
  })
})
