import { CreateProduct, productColumns } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createImportPlan } from '../src/catalogue/import-products.ts'
import { newProduct, type StoredProduct } from '../src/catalogue/product.ts'
import { fileHeader, fileLines, readFile } from '../src/catalogue/product-file.ts'

const at = new Date('2026-05-01T10:00:00Z')
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const aProduct = (n: number, more: object = {}): StoredProduct =>
  newProduct({ name: `Product ${n}`, description: '', price: '49.00', currency: 'USD', category: 'technical_support', status: 'active', ...more }, idOf(n), at)

const plan = async (text: string, products: StoredProduct[] = []) => {
  const { lines, problems, isReadable } = await readFile(text)
  let n = 100
  const known = { byId: new Map(products.map((p) => [p.id, p])), bySku: new Map(products.flatMap((p) => (p.sku === null ? [] : [[p.sku, p] as const]))) }
  const { plan: made, take } = createImportPlan({ known, at, newId: () => idOf(n++) })
  for (const line of lines) take(line)
  return { ...made, isReadable, problems: [...problems, ...made.problems].map(({ line, column, code }) => [line, column, code]) }
}

describe('A file of products', () => {
  it('is read with and without a byte order mark, whatever its line ends, with quotes, commas and Japanese', async () => {
    const text =
      'sku,name,category,description,price_jpy\nPAN-1,"パン, ""天然酵母""",ai_course_generation,"一行目\n二行目",6800\nPAN-2,講座,ai_course_generation,,980\n'
    for (const variant of [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r')]) {
      const { created, problems } = await plan(variant)
      expect(problems).toEqual([])
      expect(created).toMatchObject([
        { sku: 'PAN-1', name: 'パン, "天然酵母"', description: '一行目\n二行目', priceMinor: 6800, currency: 'JPY', status: 'draft' },
        { sku: 'PAN-2', name: '講座', priceMinor: 980 },
      ])
    }
  })
  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['commas', ','],
  ])('is read when it is separated by %s, which stand in fields too', async (_, separator) => {
    const rows = [
      ['sku', 'name', 'description', 'category', 'price_usd'],
      ['PAN-1', 'Bread', '"Bread; butter, jam\tand ""more"""', 'technical_support', '9.99'],
    ]
    const { created, problems } = await plan(`\ufeff${rows.map((cells) => cells.join(separator)).join('\r\n')}\r\n`)
    expect(problems).toEqual([])
    expect(created).toMatchObject([{ sku: 'PAN-1', description: 'Bread; butter, jam\tand "more"', priceMinor: 999, currency: 'USD' }])
  })
  it('has its prices and versions read in full width, and no other cell', async () => {
    const { created, problems } = await plan('sku,name,category,price_usd,price_jpy,version\nA,セット１０,technical_support,９９．５０,９８０,１\n')
    expect(problems).toEqual([])
    expect(created).toMatchObject([{ name: 'セット１０', currency: 'USD', priceMinor: 9950, otherPrices: [{ currency: 'JPY', minor: 980 }] }])
  })
  it.each([
    ['sep=;', ';'],
    ['\ufeffSEP=;', ';'],
    ['"sep=,"', ','],
    ['sep=\t', '\t'],
    ['sep=;;;;', ';'],
  ])('is separated as its first line says: %j', async (first, separator) => {
    const rows = ['sku,name,category,price_usd', 'A,One,technical_support,1.00', 'B,Two,technical_support,free']
    const { created, problems } = await plan([first, ...rows.map((row) => row.replaceAll(',', separator))].join('\r\n'))
    expect(created).toMatchObject([{ sku: 'A', name: 'One', priceMinor: 100 }])
    expect(problems).toEqual([[4, 'price_usd', 'bad_price']])
  })
  it('says what is wrong with its columns at the line where they are', async () => {
    expect(await plan('sep=;\nsku;nmae\nA;One\n')).toMatchObject({ isReadable: false, problems: [[2, 'nmae', 'column_unknown']] })
    expect(await plan('sep=;\nsku;name\n')).toMatchObject({ isReadable: false, problems: [[2, null, 'no_lines']] })
    expect((await plan('sep=;\nsku;name\nA;"One"x\n')).problems).toEqual([[3, null, 'unreadable']])
    expect(await plan('sep=;')).toMatchObject({ isReadable: false })
  })
  it('may have columns without a name at its end, as long as nothing is in them', async () => {
    const { created, problems } = await plan(
      'sku,name,category,price_usd,, \nA,One,technical_support,1.00,, \nB,Two,technical_support,2.00\nC,Three,technical_support,3.00,,x\n',
    )
    expect(created.map(({ sku }) => sku)).toEqual(['A', 'B', 'C'])
    expect(problems).toEqual([[4, null, 'cell_count']])
    expect(await plan('sku,,name\nA,,One\n')).toMatchObject({ isReadable: false, problems: [[1, '', 'column_unknown']] })
  })
  it.each(['price', 'Price', ' unit_price ', '価格'])('asks whether a column %j means that of a currency', async (column) => {
    expect((await plan(`sku,name,category,${column}\nPAN-1,Bread,technical_support,9.99\n`)).problems).toEqual([[1, column, 'column_price']])
  })
  it('says everything that is wrong, at the line where the product begins', async () => {
    const text = [
      'sku,description,name,category,price_usd,price_jpy,status',
      'OK-1,"Two',
      'lines",Two,technical_support,1.00,,active',
      ',,Nameless,technical_support,1.00,,',
      '',
      'BAD SKU,,,nonsense,1.005,9.5,archived',
      'OK-1,,Again,technical_support,1.00,,',
      'FREE,,Free,technical_support,,,',
      'LONG,,Long,technical_support,1.00,,,more',
      'ZERO,,Zero,technical_support,0.00,0,',
    ].join('\r\n')
    const { created, badLines, problems, isReadable } = await plan(text)
    expect({ created: created.map(({ sku }) => sku), badLines, isReadable }).toEqual({ created: ['OK-1', 'LONG'], badLines: 5, isReadable: true })
    expect(problems).toEqual([
      [9, null, 'cell_count'],
      [4, 'sku', 'key_missing'],
      [6, 'name', 'bad_name'],
      [6, 'sku', 'bad_sku'],
      [6, 'category', 'bad_category'],
      [6, 'status', 'bad_status'],
      [6, 'price_usd', 'bad_price'],
      [6, 'price_jpy', 'bad_price'],
      [7, 'sku', 'key_repeated'],
      [8, null, 'price_missing'],
      [10, 'price_usd', 'bad_price'],
      [10, 'price_jpy', 'bad_price'],
    ])
  })
  it('has its texts taken, normalised and refused as a single product has', async () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const row = (column: string, text: string) =>
      plan(`sku,category,price_usd,${column === 'name' ? 'name' : 'name,description'}\nA-1,technical_support,1,${column === 'name' ? '' : 'A,'}${quoted(text)}`)
    const odd = ['a\u202eb', '\u200b', 'one\ntwo', '\u0007bell', '\u2800', 'x\u00ad', 'a\u0085b', 'a\u2028b', 'a\tb', 'Cafe\u0301', '  a  ', 'é'.repeat(256)]
    const drawn = fc
      .sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), 50)
      .filter((text) => !/^[\t\r]*[=+\-@']/.test(text) && !/\r/.test(text))
    for (const column of ['name', 'description'] as const) {
      for (const text of [...odd, ...drawn]) {
        const asAlone = CreateProduct.shape[column].safeParse(text)
        const { created, problems } = await row(column, text)
        expect([text, problems]).toEqual([text, asAlone.success ? [] : [[2, column, `bad_${column}`]]])
        if (asAlone.success) expect(created[0]?.[column]).toBe(asAlone.data)
      }
    }
  })
  it('is not guessed at when its columns or quotes make no sense', async () => {
    expect(await plan('sku,nmae,sku\nA,B,C\n')).toMatchObject({
      isReadable: false,
      created: [],
      problems: [
        [1, 'nmae', 'column_unknown'],
        [1, 'sku', 'column_repeated'],
      ],
    })
    expect(await plan('name,category\nA,technical_support\n')).toMatchObject({ isReadable: false, problems: [[1, 'sku', 'column_missing']] })
    expect(await plan('')).toMatchObject({ isReadable: false })
    expect(await plan('sku,name\n')).toMatchObject({ isReadable: false, problems: [[1, null, 'no_lines']] })
    const broken = await plan('sku,name,category,price_usd\nA,One,technical_support,1\nB,"Two"x,technical_support,1\nC,Three,technical_support,1\n')
    expect(broken).toMatchObject({ isReadable: false, created: [{ sku: 'A' }], problems: [[3, null, 'unreadable']] })
  })
  it('has a largest size', async () => {
    const codeOf = async (text: string) => {
      try {
        await readFile(text)
      } catch (error) {
        return error instanceof Failure ? error.code : String(error)
      }
      return undefined
    }
    expect(await codeOf(`sku,name\n${'あ'.repeat(200_000)}`)).toBe('product.file_too_large')
    expect(await codeOf(`sku\n${Array.from({ length: 2001 }, (_, i) => `S${i}`).join('\n')}`)).toBe('product.file_too_large')
    expect(await codeOf(`sku,name${',a'.repeat(1000)}`)).toBe('product.file_too_large')
    expect(await codeOf(`sku\n${Array.from({ length: 2000 }, (_, i) => `S${i}`).join('\n')}`)).toBeUndefined()
  })
})

describe('A line about a product that is there', () => {
  const product = aProduct(1, {
    sku: 'A',
    prices: [
      { currency: 'JPY', amount: '6800' },
      { currency: 'USD', amount: '49.00' },
    ],
    price: undefined,
    currency: undefined,
  })
  it('changes what its columns say, and leaves the others as they are', async () => {
    const { updated } = await plan('sku,price_eur,price_jpy\nA,45.00,7200\n', [product])
    expect(updated).toMatchObject([{ after: { name: 'Product 1', currency: 'JPY', priceMinor: 7200, version: 2 } }])
    expect(updated[0]?.after.otherPrices).toEqual([
      { currency: 'USD', minor: 4900 },
      { currency: 'EUR', minor: 4500 },
    ])
    expect((await plan('sku,price_usd\nA,\n', [product])).updated[0]?.after.otherPrices).toEqual([])
    expect((await plan('sku,main_currency\nA,usd\n', [product])).updated[0]?.after).toMatchObject({ currency: 'USD', priceMinor: 4900 })
    expect((await plan(`id,sku\n${product.id},\n`, [product])).updated[0]?.after.sku).toBeNull()
  })
  it('is bad when someone changed the product since, unless it says what is so already', async () => {
    const changed = { ...product, version: 3 }
    expect((await plan('sku,name,version\nA,New,1\n', [changed])).problems).toEqual([[2, 'version', 'stale']])
    expect(await plan('sku,name,version\nA,Product 1,1\n', [changed])).toMatchObject({ unchanged: 1, problems: [] })
  })
  it('is bad when it takes the SKU of another, names nobody, or is there twice', async () => {
    const other = aProduct(2, { sku: 'B' })
    const { problems } = await plan(`id,sku\n${product.id},B\n${idOf(9)},C\nnonsense,D\n${other.id},B\n,B\n`, [product, other])
    expect(problems).toEqual([
      [2, 'sku', 'sku_taken'],
      [3, 'id', 'id_unknown'],
      [4, 'id', 'bad_id'],
      [6, 'sku', 'key_repeated'],
    ])
  })
})

describe('An export', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab"\',;=+-@\t\n＝＠ 日本'), maxLength: 12 }).map((text) => text.trim())
  const product = fc
    .record({ name: cell.map((text) => text || 'x'), description: cell, status: fc.constantFrom('active', 'draft') })
    .map((fields) => aProduct(1, fields))

  it('is taken back by an import that finds nothing to change, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(product, async (one) => {
        const text = fileHeader() + fileLines([one])
        expect(await plan(text, [one])).toMatchObject({ unchanged: 1, updated: [], created: [], problems: [] })
      }),
    )
  })
  it('gives a spreadsheet no formula to run', () => {
    fc.assert(
      fc.property(product, (one) => {
        const { name, description } = one
        const text = fileLines([one])
        for (const value of [name, description]) if (/^[=+\-@\t＝＋－＠]/.test(value)) expect(text).toContain(`'${value.replaceAll('"', '""')}`)
      }),
    )
    expect(fileLines([aProduct(1, { name: '=HYPERLINK("http://evil.test")' })])).toContain(`"'=HYPERLINK(""http://evil.test"")"`)
  })
  it('begins with the mark of UTF-8 and the columns, with CRLF', () => {
    expect(fileHeader()).toBe(`\ufeff${productColumns.join(',')}\r\n`)
  })
})
