import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { procedures, restProcedures } from '../support/procedures.ts'

describe('Every answer', async () => {
  const { visitor, operator, close } = await world('sqlite')
  afterAll(close)
  const shop = await operator()
  const anyone = visitor()
  const isPublic = new Set(procedures.filter(({ meta }) => meta.keptExceptFor).map(({ path }) => path))

  const others = [
    '/',
    '/nothing',
    '/healthz',
    '/readyz',
    '/docs',
    '/docs/start.js',
    '/docs/page.css',
    '/docs/mark.svg',
    '/docs/inter.woff2',
    '/docs/renderer/standalone.esm.js',
    '/docs/renderer/none.js',
    '/docs/x',
    '/ws',
    '/files/x',
    '/api',
    '/api/v1/openapi.json',
    '/dev/mail',
    '/dev/chat',
    '/pantheon',
    '/trpc',
    '/trpc/a,b?batch=1',
    '/%zz',
  ]
  it.each(others)('is taken for what it says it is: %s', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) expect((await anyone.http(path, { method })).headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('leaves its connection open for longer than balancers do, which would send a request into a closed one', async () => {
    expect((await anyone.http('/healthz')).headers.get('keep-alive')).toBe('timeout=75')
  })

  it.each(restProcedures)('is taken for what it says it is, and kept by nobody: $rest.method $rest.path', async ({ path, rest, type }) => {
    const address = rest.path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')
    const asTrpc = await anyone.http(`/trpc/${path}`, type === 'query' ? {} : { method: 'POST' })
    for (const { headers } of [await anyone.rest(rest.method, address), asTrpc]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      if (!isPublic.has(path)) expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  const files = restProcedures.filter(({ meta, rest }) => meta.mediaTypes && !rest.path.includes('{'))
  it.each(files)('that is a file is kept by nobody: $rest.path', async ({ rest }) => {
    const answer = await shop.http(`/api/v1${rest.path}`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  })

  it.each(['/docs', '/docs/', '/dev/mail', '/dev/chat'])('that is a page of the server runs only our scripts, and in no frame: %s', async (path) => {
    const { status, headers } = await anyone.http(path)
    expect([status, headers.get('content-type'), headers.get('x-frame-options')]).toEqual([200, expect.stringMatching(/^text\/html/), 'DENY'])
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(policy.split('; ')).toContain(part)
  })
})
