import { byteOrderMark, csvLines, unguardCell } from '@pantheon/kernel'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileHeader } from '../src/catalogue/product-file.ts'
import { orderHeader, orderLines } from '../src/orders/order-file.ts'
import type { NamedOrder } from '../src/orders/order-list.ts'

const read = (file: string): string[][] => parse(file, { bom: true, record_delimiter: '\r\n' })
const nasty = [
  ...['"', '""', 'say "hi"', 'a,b', 'a;b', 'a\tb', '\r', '\n', '\r\n', 'a\rb', 'a\nb', 'a\r\nb', ' leading', 'trailing ', ''],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\uFEFF=1', '\uFEFF', '＝1', '＋1', '－1', '＠a'],
  ...["'", "'=1", "''=1", "it's", 'Ελλάδα', '𠮷野家', '\u2028', 'a\u0000b'],
]
const cell = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: fc.constantFrom(...'",;\t\r\n\'=+-@a \uFEFF＝'), maxLength: 8 }))

describe('The one writer of CSV', () => {
  it('writes every nasty field so that a parser reads it back, and no field that a spreadsheet would calculate', () => {
    const check = (rows: string[][]): void => {
      const cells = read(byteOrderMark + csvLines([['first', ...Array.from({ length: (rows[0]?.length ?? 1) - 1 }, String)], ...rows])).slice(1)
      expect(cells.map((row) => row.map(unguardCell))).toEqual(rows)
      for (const each of cells.flat()) expect(each).not.toMatch(/^[=+\-@\t\r\n\uFEFF＝＋－＠]/)
    }
    check(nasty.map((each) => [each, each]))
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), check))
  })

  it('gives every line of an order its cells, whatever its notes, product and buyer are called', () => {
    const order: NamedOrder = {
      id: 'order',
      organizationId: 'acme',
      userId: 'ada',
      productId: 'course',
      productName: 'x',
      category: 'technical_support',
      quantity: 1,
      unitPriceMinor: 100,
      totalMinor: 100,
      currency: 'USD',
      status: 'paid',
      input: {},
      notes: null,
      version: 1,
      createdAt: new Date(0),
      updatedAt: new Date(0),
      completedAt: null,
      organization: '',
      buyerName: '',
      buyerEmail: '',
    }
    const [header, ...rows] = read(orderHeader() + orderLines(nasty.map((each) => ({ ...order, notes: each, productName: each, organization: each }))))
    expect(rows.map((row) => [row.length, unguardCell(row.at(-1) ?? '')])).toEqual(nasty.map((each) => [header?.length, each]))
  })

  it('begins with the mark by which spreadsheets know UTF-8, and ends each line as RFC 4180 says', () => {
    expect(fileHeader()).toMatch(/^\uFEFFid,.*\r\n$/)
  })
})
