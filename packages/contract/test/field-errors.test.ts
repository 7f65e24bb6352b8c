import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Amount, Currency, fieldCodes, fieldErrorsOf, Id, Instant, InstantInput, Name } from '../src/index.ts'

const errorsOf = (schema: z.ZodType, value: unknown) => fieldErrorsOf(schema.safeParse(value).error ?? { issues: [] })
const Shape = z.object({
  id: Id,
  name: Name(10),
  at: Instant,
  from: InstantInput,
  price: Amount,
  currency: Currency,
  count: z.int().min(1).max(5),
  ratio: z.number().gt(0).lt(1),
  isOn: z.boolean(),
  tags: z.array(z.string()).min(1).max(2),
  email: z.email(),
  site: z.url(),
  kind: z.literal('order'),
})
const good = {
  id: '0198c6a2-7d4e-7a31-9c5b-120559ff820e',
  name: 'Ada',
  at: '2026-11-30T09:00:00Z',
  from: '2026-11-30T09:00:00Z',
  price: '1.00',
  currency: 'USD',
  count: 1,
  ratio: 0.5,
  isOn: true,
  tags: ['a'],
  email: 'ada@example.com',
  site: 'https://example.com/',
  kind: 'order',
}

describe('What is wrong with a field', () => {
  it.each([
    ['id', 'x', 'bad_format', 'Must be an id (a UUID).'],
    ['name', undefined, 'required', 'This field is required.'],
    ['name', 5, 'wrong_type', 'Must be a text.'],
    ['name', '', 'too_short', 'Must not be empty.'],
    ['name', 'x'.repeat(11), 'too_long', 'Must have at most 10 characters.'],
    ['name', 'a\u202Eb', 'invalid', 'One line, without invisible characters, and with at most eight marks on a letter'],
    ['at', 'soon', 'bad_format', 'Must be a date with a time in ISO 8601, like 2026-11-30T09:00:00Z.'],
    ['from', 'soon', 'invalid', 'An instant as in RFC 3339, e.g. 2026-11-30T09:00:00Z'],
    ['price', 'much', 'bad_format', 'An amount like 99.99'],
    ['currency', 'XXX', 'not_an_option', 'Must be one of USD, EUR, JPY.'],
    ['count', 0, 'too_small', 'Must be 1 or more.'],
    ['count', 6, 'too_large', 'Must be 5 or less.'],
    ['count', 1.5, 'wrong_type', 'Must be a whole number.'],
    ['ratio', 0, 'too_small', 'Must be more than 0.'],
    ['ratio', 1, 'too_large', 'Must be less than 1.'],
    ['isOn', 'yes', 'wrong_type', 'Must be true or false.'],
    ['tags', 'a', 'wrong_type', 'Must be a list.'],
    ['tags', [], 'too_few', 'Must have at least 1 entry.'],
    ['tags', ['a', 'b', 'c'], 'too_many', 'Must have at most 2 entries.'],
    ['email', 'ada', 'bad_format', 'Must be an e-mail address, like ada@example.com.'],
    ['site', 'there', 'bad_format', 'Must be a web address, like https://example.com/.'],
    ['kind', 'product', 'not_an_option', 'Must be order.'],
  ])('is said in a sentence: %s %j', (path, value, code, message) => {
    expect(errorsOf(Shape, { ...good, [path]: value })).toEqual([{ path, code, message }])
  })

  it('is nothing where nothing is wrong', () => expect(errorsOf(Shape, good)).toEqual([]))

  it('has the whole path, below where the value stands', () => {
    const { error } = z.object({ lines: z.array(z.object({ count: z.int() })) }).safeParse({ lines: [{ count: 1 }, {}] })
    expect(fieldErrorsOf(error ?? { issues: [] }, 'input')).toEqual([{ path: 'input.lines.1.count', code: 'required', message: 'This field is required.' }])
  })

  it('names each field that a strict object does not know', () => {
    const unknown = { code: 'unknown', message: 'There is no such field.' }
    expect(errorsOf(z.object({ in: z.strictObject({ a: z.string().optional() }) }), { in: { b: 1, c: 2 } })).toEqual([
      { path: 'in.b', ...unknown },
      { path: 'in.c', ...unknown },
    ])
  })

  it('in one of several forms is that of the form that was meant', () => {
    const form = z.union([z.object({ kind: z.literal('user'), id: Id }), z.object({ kind: z.literal('role'), key: z.string() })])
    expect(errorsOf(z.object({ who: form }), { who: 'ada' })).toEqual([{ path: 'who', code: 'invalid', message: expect.stringContaining('none of the forms') }])
    expect(errorsOf(z.object({ many: z.union([z.string(), z.array(z.int())]) }), { many: ['x'] })).toEqual([
      { path: 'many.0', code: 'wrong_type', message: 'Must be a number.' },
    ])
  })

  it('never carries words of the library that found it', () => {
    for (const value of [undefined, null, 1, '', 'x', [], {}, true, 'x'.repeat(100)]) {
      for (const { code, message } of errorsOf(Shape, Object.fromEntries(Object.keys(good).map((name) => [name, value])))) {
        expect(fieldCodes).toContain(code)
        expect(message).not.toMatch(/expected|received|Invalid|pattern|>=|<=/)
      }
    }
  })
})
