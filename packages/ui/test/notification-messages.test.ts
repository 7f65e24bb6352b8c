import { describe, expect, it } from 'vitest'
import en from '../src/messages/notifications.en.json'
import ja from '../src/messages/notifications.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
// Japanese has one plural form, English two: a message counts once, whatever its forms.
const textsOf = (messages: object) => new Map(flat(messages).map(([key, text]) => [key.replace(/_(one|other)$/, ''), text]))
const namesIn = (text = ''): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()

describe('The words of notifications', () => {
  it('exist in English and in Japanese alike, with the same values in them', () => {
    const [english, japanese] = [textsOf(en), textsOf(ja)]
    expect(english.size).toBeGreaterThan(60)
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of english) expect({ key, names: namesIn(japanese.get(key)) }).toEqual({ key, names: namesIn(text) })
  })
})
