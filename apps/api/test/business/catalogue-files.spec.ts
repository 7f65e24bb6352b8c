import type { ImportReport } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const good =
  'sku,name,category,status,price_usd,price_jpy\r\nA-1,Bread,ai_course_generation,active,49.00,6800\r\nA-2,パン作り講座,ai_course_generation,draft,,980\r\n'
const bad = 'sku,name,category,price_jpy\nB-1,Good,technical_support,980\nB-2,Bad,technical_support,9.8\n,Worse,nothing,\n'

describe.each(storyDialects)('Files of products on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
  })
  afterAll(() => w.close())
  const send = (csv: string, mode?: 'check' | 'all' | 'good_lines'): Promise<ImportReport> =>
    operator.api.business.products.importFile.mutate({ csv, ...(mode && { mode }) })
  const count = () => w.db.$count(w.db.tables.products)
  const exported = async (query = ''): Promise<string> => {
    const answer = await operator.http(`/api/v1/catalogue/export${query}`)
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="products-\d{4}-\d\d-\d\d\.csv"/)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  }

  it('are checked first, which writes nothing', async () => {
    expect(await send(good)).toMatchObject({ mode: 'check', isImported: false, isReadable: true, lines: 2, created: 2, badLines: 0, problems: [] })
    expect(await count()).toBe(0)
  })
  it('make products once, however often they are imported, which everybody hears of and finds', async () => {
    expect(await send(good, 'all')).toMatchObject({ isImported: true, created: 2, updated: 0 })
    expect(await send(good, 'all')).toMatchObject({ isImported: true, created: 0, updated: 0, unchanged: 2 })
    expect(await send(good.replace('Bread', 'Better bread'), 'all')).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    expect(await count()).toBe(2)
    expect((await w.visitor().api.business.products.list.query({ search: 'better' })).items).toMatchObject([{ name: 'Better bread', sku: 'A-1', version: 2 }])
    const { events } = w.db.tables
    const names = (await w.db.select({ name: events.name }).from(events).orderBy(events.seq))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('product.'))
    expect(names).toEqual(['product.created', 'product.created', 'product.updated'])
  })
  it('with bad lines import nothing, or their good lines when that is asked for', async () => {
    const before = await count()
    const report = await send(bad, 'all')
    expect(report).toMatchObject({ isImported: false, lines: 3, created: 1, badLines: 2 })
    expect(report.problems.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [3, 'price_jpy', 'bad_price', '9.8'],
      [4, 'sku', 'key_missing', ''],
      [4, 'category', 'bad_category', 'nothing'],
      [4, null, 'price_missing', null],
    ])
    expect(await count()).toBe(before)
    expect(await send(bad, 'good_lines')).toMatchObject({ isImported: true, created: 1, badLines: 2 })
    expect(await count()).toBe(before + 1)
  })
  it('go out and come back without a change', async () => {
    const text = await exported()
    expect(text.startsWith('\ufeffid,sku,name,')).toBe(true)
    expect(await send(text)).toMatchObject({ lines: 3, unchanged: 3, updated: 0, created: 0, badLines: 0 })
    expect((await exported('?status=draft')).split('\r\n')).toHaveLength(4)
    expect((await exported('?category=technical_support')).split('\r\n')).toHaveLength(3)
  })
  it('that were changed by somebody meanwhile do not overwrite that', async () => {
    const text = await exported()
    const [product] = (await operator.api.business.products.list.query({ search: 'better' })).items
    await operator.api.business.products.update.mutate({ id: product?.id ?? '', version: 2, description: 'By a colleague' })
    const report = await send(text.replace('Better bread', 'Best bread'), 'all')
    expect(report).toMatchObject({ isImported: false, problems: [{ column: 'version', code: 'stale' }] })
  })
  it('are refused when they are too large, with the limits', async () => {
    const { status, body } = await operator.rest('POST', '/catalogue/import', { csv: `sku,name\n${'x'.repeat(600_000)}` })
    expect({ status, code: body.code, details: body.details }).toEqual({
      status: 413,
      code: 'product.file_too_large',
      details: { mostBytes: 524_288, mostLines: 2000 },
    })
  })
  it('of 2,000 lines are imported at once', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `MANY-${i},Course ${i},ai_course_generation,active,49.00`)
    expect(await send(['sku,name,category,status,price_usd', ...lines].join('\n'), 'all')).toMatchObject({ isImported: true, created: 2000 })
    expect((await exported()).split('\r\n').length).toBeGreaterThan(2003)
  })
  it('are not for buyers', async () => {
    const buyer = await w.buyer()
    expect(await refusalOf(buyer.api.business.products.importFile.mutate({ csv: good }))).toBe('auth.forbidden')
    expect((await buyer.rest('GET', '/catalogue/export')).status).toBe(403)
  })
})
