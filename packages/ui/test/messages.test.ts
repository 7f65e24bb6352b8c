import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/en.json'
import ja from '../src/messages/ja.json'

const pluralForm = /_(one|other)$/
const keysOf = (messages: object, prefix = ''): string[] =>
  Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`)))
// Japanese has one plural form, English two: a message counts once, whatever its forms.
const idsOf = (messages: object) => [...new Set(keysOf(messages).map((key) => key.replace(pluralForm, '')))].sort()

describe('the design system’s own words', () => {
  it('exist in English and in Japanese alike', () => {
    expect(idsOf(en).length).toBeGreaterThan(20)
    expect(idsOf(ja)).toEqual(idsOf(en))
  })

  const folder = new URL('../src/messages/', import.meta.url)
  const wordsIn = (file: string): object => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object
  const areas = readdirSync(folder).flatMap((file) => /^(\w+)\.en\.json$/.exec(file)?.[1] ?? [])
  it.each(areas)('and those of %s too', (area) => {
    const [english, japanese] = [wordsIn(`${area}.en.json`), wordsIn(`${area}.ja.json`)]
    expect(idsOf(english).length).toBeGreaterThan(5)
    expect(idsOf(japanese)).toEqual(idsOf(english))
  })
})
