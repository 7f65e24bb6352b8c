import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FilterRules, OrderInput } from '../src/index.ts'

const messagesOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message])

describe('A record', () => {
  it('is looked at as a whole before its entries are', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, '\u0628\u0651'.repeat(1000)]))
    expect(messagesOf(FilterRules, many)).toEqual([['', 'At most 50 entries']])
    const long = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'x'.repeat(3500)]))
    expect(messagesOf(OrderInput, long)).toEqual([['', 'At most 60000 characters in all entries']])
    expect(messagesOf(OrderInput, { ['x'.repeat(440_000)]: 1 })).toEqual([['', 'Names of entries must be shorter.']])
  })

  it('is taken as before where it is short', () => {
    expect(OrderInput.parse({ brief: 'a\r\nb', weeks: 2 })).toEqual({ brief: 'a\nb', weeks: 2 })
    expect(messagesOf(OrderInput, undefined)).toEqual([['', expect.stringContaining('expected record')]])
    expect(messagesOf(OrderInput, { a: [] })).toEqual([['a', 'Invalid input']])
    expect(z.toJSONSchema(OrderInput, { io: 'input' })).toMatchObject({ type: 'object', propertyNames: { type: 'string' } })
  })
})
