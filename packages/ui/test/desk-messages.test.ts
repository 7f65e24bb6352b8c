import { approvalSorts, courseSorts, invoiceSorts, orderSorts, taskSorts } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import en from '../src/messages/desk.en.json'
import ja from '../src/messages/desk.ja.json'

const flat = (messages: object, prefix = ''): [key: string, text: string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

// Japanese has one plural form, English two: a message counts once, whatever its forms.
const others = (messages: object) => flat(messages).filter(([key]) => !key.endsWith('_one'))

describe('The words of the desk', () => {
  it('exist in English and in Japanese alike, filled in with the same values', () => {
    const japanese = new Map(others(ja))
    expect(others(en).length).toBeGreaterThan(60)
    expect([...japanese.keys()]).toEqual(others(en).map(([key]) => key))
    for (const [key, text] of others(en)) expect({ key, names: namesIn(japanese.get(key)) }).toEqual({ key, names: namesIn(text) })
  })
  it('name every sort', () => {
    for (const sort of [...orderSorts, ...invoiceSorts, ...approvalSorts, ...courseSorts, ...taskSorts]) expect(en.sort).toHaveProperty(sort)
  })
})
