import { describe, expect, it } from 'vitest'
import { idFor, newIdOf } from '../src/import-prisma/new-ids.ts'
import { recognize } from '../src/import-prisma/old-shape.ts'
import { RowReader, snake } from '../src/import-prisma/read-row.ts'

const reading = <T>(read: (row: RowReader) => T) => RowReader.decide(read)

describe('Reading an old row', () => {
  it.each([
    ['99.99', 'USD', 9999],
    ['99.9900', 'USD', 9999],
    ['980.00', 'JPY', 980],
    ['0.1', 'EUR', 10],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ] as const)('takes %s %s for %i minor units', (text, currency, minor) => {
    expect(reading((row) => row.money('price', text, currency))).toEqual({ taken: minor })
  })

  it.each([
    ['980.5', 'JPY', 'price 980.5 has more decimals than JPY has'],
    ['-0.01', 'USD', 'price -0.01 is negative'],
    ['90071992547409.92', 'USD', 'price 90071992547409.92 is too large'],
    ['NaN', 'USD', 'price "NaN" is no amount'],
    ['1e3', 'USD', 'price "1e3" is no amount'],
    [null, 'USD', 'price is empty'],
  ] as const)('refuses %s %s', (text, currency, reason) => {
    expect(reading((row) => row.money('price', text, currency))).toEqual({ reasons: [reason] })
  })

  it('reads times in UTC, and refuses those that are none', () => {
    expect(reading((row) => row.instant('at', '2024-02-29 23:59:59.123456'))).toEqual({ taken: new Date('2024-02-29T23:59:59.123Z') })
    expect(reading((row) => row.instant('at', '2024-02-29 23:59:59+00'))).toEqual({ taken: new Date('2024-02-29T23:59:59Z') })
    expect(reading((row) => row.instant('at', 'infinity'))).toEqual({ reasons: [expect.stringContaining('no time')] })
  })

  it('takes JSON with its keys in camelCase, and refuses what no database keeps', () => {
    expect(reading((row) => row.json('input', '{"duration_weeks": 3, "list": [{"key_points": []}]}'))).toEqual({
      taken: { durationWeeks: 3, list: [{ keyPoints: [] }] },
    })
    for (const [text, reason] of [
      ['{"a": ', 'broken JSON'],
      ['[1]', 'no JSON object'],
      ['{"a": "\\u0000"}', 'no database keeps'],
      ['{"a": "\\ud800"}', 'no database keeps'],
    ] as const)
      expect(reading((row) => row.json('input', text))).toEqual({ reasons: [expect.stringContaining(reason)] })
    expect(reading((row) => row.json('input', '{"a": "the escape \\\\u0000"}'))).toEqual({ taken: { a: 'the escape \\u0000' } })
  })

  it('says everything that is wrong at once', () => {
    const decision = reading((row) => {
      row.money('price', '-1', 'USD')
      row.oneOf('status', 'odd', ['active'])
    })
    expect(decision).toEqual({ reasons: ['price -1 is negative', 'unknown status "odd"'] })
  })

  it('knows a name in any spelling', () => {
    for (const name of ['AiCourseGeneration', 'AICourseGeneration', 'AI_COURSE_GENERATION', 'ai-course generation', 'aiCourseGeneration'])
      expect(snake(name)).toBe('ai_course_generation')
  })
})

describe('Ids', () => {
  it('stay where they are UUIDs, and are made of table and id elsewhere', () => {
    expect(newIdOf('users', 'AAAAAAAA-1111-4111-8111-111111111111')).toBe('aaaaaaaa-1111-4111-8111-111111111111')
    expect(newIdOf('users', '7')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(newIdOf('users', '7')).toBe(idFor('users', '7'))
    expect(newIdOf('users', '7')).not.toBe(newIdOf('orders', '7'))
  })
})

describe('Recognizing the tables', () => {
  const listed = (table: string, ...columns: string[]) => columns.map((column_name) => ({ table_name: table, column_name, udt_name: 'text' }))

  it('refuses a table without what it needs, and two tables for one', () => {
    expect(() => recognize(listed('User', 'id', 'name'))).toThrow('The table "User" has no column for: email.')
    expect(() => recognize([...listed('User', 'id', 'email'), ...listed('users', 'id', 'email')])).toThrow('Several tables could be users: "User", "users"')
  })
})
