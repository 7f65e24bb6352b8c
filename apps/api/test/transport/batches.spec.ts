import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { storeLongRules } from '../support/long-rules.ts'
import { procedures } from '../support/procedures.ts'

/** Every way to write the separator of a batch in an address. */
const separators = [',', '%2C', '%2c', '%252C', '%25252C']

describe('A batch', async () => {
  const w = await world('sqlite')
  const { buyer, visitor, close } = w
  afterAll(close)
  const customer = await buyer()

  const query = (names: string[], separator: string, batch = 'batch=1') => {
    const input = encodeURIComponent(JSON.stringify({ ...names.map(() => ({})) }))
    return customer.http(`/trpc/${names.join(separator)}?${batch}&input=${input}`)
  }
  const mutation = (names: string[], separator: string, input: object) =>
    visitor().http(`/trpc/${names.join(separator)}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...names.map(() => input) }),
    })
  const times = (count: number, name: string): string[] => Array<string>(count).fill(name)

  it.each(separators)('with %s between its calls runs 20 of them at most', async (separator) => {
    for (const batch of ['batch=1', '%62atch=1']) {
      const answer = await query(times(21, 'business.products.list'), separator, batch)
      const text = await answer.text()
      expect(answer.status, text).toBeGreaterThanOrEqual(400)
      // What is encoded twice is one name, which nobody has; it is never a list of names.
      expect(text).toMatch(/request\.too_many_calls|request\.unknown_route/)
      expect(text).not.toContain('"result"')
    }
  })

  it.each([',', '%2C', '%2c'])('with %s between its calls runs 20', async (separator) => {
    const answer = await query(times(20, 'business.products.list'), separator)
    expect([answer.status, ((await answer.json()) as unknown[]).length]).toEqual([200, 20])
  })

  it('mixes separators and encoded letters without gaining a call', async () => {
    const names = Array.from({ length: 21 }, (_, n) => (n % 2 === 0 ? 'business.products.list' : 'business%2Eproducts%2Elist'))
    const answer = await query(names, '%2C')
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('request.too_many_calls')])
  })

  const hashing = procedures.filter(
    ({ input, path }) => path === 'auth.deleteAccount' || Object.keys(input?.shape ?? {}).some((name) => /password/i.test(name)),
  )
  it('counts a call that checks or sets a password for ten', () => {
    expect(hashing.length).toBeGreaterThan(5)
    expect(procedures.filter(({ meta }) => meta.hashesPassword).map(({ path }) => path)).toEqual(hashing.map(({ path }) => path))
  })

  it.each(hashing)('carries $path twice at most', async ({ path }) => {
    const refused = await mutation(times(3, path), ',', {})
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('request.too_many_calls')])
    expect(await (await mutation(times(2, path), '%2C', {})).text()).not.toContain('request.too_many_calls')
    expect((await mutation([path, path, 'auth.logout'], ',', {})).status).toBe(400)
  })

  it('stops when its answers are too large together, and says so for each call that was not run', async () => {
    await storeLongRules(w)
    const operator = await w.operator()
    const names = times(20, 'business.policies.list')
    const answer = await operator.http(`/trpc/${names.join(',')}?batch=1`)
    expect(answer.status).toBe(207)
    const text = await answer.text()
    expect(text.length).toBeLessThan(6 * 1024 * 1024)
    const results = JSON.parse(text) as { result?: object; error?: { data: { code: string } } }[]
    expect(results).toHaveLength(20)
    expect(results[0]?.result).toBeDefined()
    const codes = results.flatMap(({ error }) => error?.data.code ?? [])
    expect([codes.length > 10, [...new Set(codes)]]).toEqual([true, ['request.answers_too_large']])
    expect((await operator.http('/trpc/business.policies.list')).status).toBe(200)
  })

  it('that is not to be decoded is refused', async () => {
    const answer = await customer.http('/trpc/business.products.list%2?batch=1')
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('input.malformed')])
  })
})
