import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { type SignedInCaller, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('Files that are exported, on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(w.close)

  it('are so many of one organization at once; the next is refused, whoever else is served', async () => {
    const [busy, other, operator] = [await w.buyer(), await w.buyer(), await w.operator()]
    let end: () => void = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const occupy = ({ account }: SignedInCaller) => w.system.exports.run({ owner: account.organization.id, isUrgent: false }, () => ended)
    const underWay = [occupy(busy), occupy(busy)]
    const ask = async (caller: SignedInCaller, path: string, method: 'GET' | 'POST' = 'GET') => {
      const answer = await caller.http(`/api/v1${path}`, { method, headers: { 'content-type': 'application/json' }, ...(method === 'POST' && { body: '{}' }) })
      return [answer.status, answer.headers.get('retry-after')]
    }
    const paths = ['/exports/orders', '/audit/export'] as const
    for (const path of paths) {
      expect(await ask(busy, path)).toEqual([429, '5'])
      expect(await ask(other, path)).toEqual([200, null])
    }
    expect(await ask(busy, '/audit/verify', 'POST')).toEqual([429, '5'])
    expect(await ask(operator, '/catalogue/export')).toEqual([200, null])
    end()
    await Promise.all(underWay)
    for (const path of paths) expect(await ask(busy, path)).toEqual([200, null])
  })
})
