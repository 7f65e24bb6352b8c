import { creditEntryKinds, plans } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/plan.en.json'
import ja from '../src/messages/plan.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

// Japanese has one plural form, English two: a message counts once, whatever its forms.
const others = (messages: object) => flat(messages).filter(([key]) => !key.endsWith('_one'))

describe('The words of plans', () => {
  it('exist in English and in Japanese alike, filled in with the same values', () => {
    const japanese = new Map(others(ja))
    expect(others(en).length).toBeGreaterThan(90)
    expect([...japanese.keys()]).toEqual(others(en).map(([key]) => key))
    for (const [key, text] of others(en)) expect({ key, names: namesIn(japanese.get(key)) }).toEqual({ key, names: namesIn(text) })
  })
  it('name every plan and every kind of entry', () => {
    for (const plan of plans)
      expect([en.name, en.offers.use]).toEqual([
        expect.objectContaining({ [plan]: expect.any(String) }),
        expect.objectContaining({ [plan]: expect.any(String) }),
      ])
    for (const kind of creditEntryKinds) expect(en.history.kind).toHaveProperty(kind)
  })
})
