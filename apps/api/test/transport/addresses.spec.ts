import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import { afterAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { allowOf } from '../../src/http/missing.ts'
import { createRouteMatcher } from '../../src/http/page-routes.ts'
import { createSite } from '../../src/http/site.ts'
import { createLogger } from '../../src/logger.ts'
import { createAppRouter } from '../../src/router.ts'
import { type World, world } from '../../src/testing/index.ts'
import { procedures, restProcedures } from '../support/procedures.ts'

const pages = ['/', '/sign-in', '/orders', '/orders/$orderId', '/products/$productId', '/settings/keys', '/admin/products/new']

/** Two built apps as small as can be. */
const buildApps = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-pages-'))
  for (const path of ['shop/assets', 'desk/orders']) mkdirSync(join(folder, path), { recursive: true })
  const files = {
    'shop/index.html': '<html><head></head><body>the shop</body></html>',
    'shop/routes.json': JSON.stringify(pages),
    'shop/assets/index.js': '1',
    'desk/index.html': 'the desk',
    'desk/orders/index.html': 'the orders',
    'desk/404.html': 'no page of the desk',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** The whole server in production, with both apps. */
const serveApps = async ({ system }: World, folder: string) => {
  const at = (name: string): string => relative(process.cwd(), join(folder, name))
  const app = createApp({
    system,
    router: createAppRouter(system.services),
    logger: createLogger('silent', { write: () => {} }),
    site: createSite({ publicUrl: 'http://localhost', allowedOrigins: [], trustedProxies: 0 }),
    trustedProxies: 0,
    isProduction: true,
    publicUrl: 'http://localhost',
    oldRoutesSunset: new Date(),
    webFolders: { aifactory: at('shop'), pantheon: at('desk') },
    isReady: () => true,
  })
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0 }, () => resolve(made as Server)) as Server
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => new Promise((resolve) => server.close(resolve)) }
}

describe('An address', async () => {
  const w = await world('sqlite')
  const folder = buildApps()
  const { origin, close } = await serveApps(w, folder)
  afterAll(async () => {
    await close()
    await w.close()
    rmSync(folder, { recursive: true })
  })
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`${origin}${path}`, { method, redirect: 'manual' })
    return { status: answer.status, allow: answer.headers.get('allow'), headers: answer.headers, text: await answer.text() }
  }
  /** The address as it is written, which `fetch` would tidy up. */
  const askRaw = (target: string) => rawly(origin, `GET ${target}`)
  const rawly = (at: string, line: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(at).port), '127.0.0.1', () => socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))
      let text = ''
      socket.on('data', (data) => (text += String(data)))
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })

  it.each(pages)('of the shop shows its page: %s', async (route) => {
    const path = route.replaceAll(/\$\w+/g, '01890000-0000-7000-8000-000000000000')
    const status = route.startsWith('/products/') ? 404 : 200 // a product that is not on sale
    for (const spelled of [path, ...(path === '/' || status === 404 ? [] : [`${path}/`, path.toUpperCase()])]) {
      expect(await ask(spelled)).toMatchObject({ status, text: expect.stringContaining('the shop') })
    }
  })

  it.each([
    '/metrics',
    '/wp-admin',
    '/wp-login.php',
    '/.git/config',
    '/.env',
    '/healthz/x',
    '/readyz/x',
    '/docs/x',
    '/docs/x/y',
    '/API/v1/orders',
    '/Trpc/auth.me',
    '/apis',
    '/dev/mail',
    '/dev/chat',
    '/orders/1/2',
    '/settings/nothing',
    '/assets/none.js',
    '/ws/x',
    '/index.php?a=/orders',
    '/orders%2F1',
    '//orders',
    '/pantheons',
  ])('that no route has is the page "not found" with status 404: %s', async (path) => {
    expect(await askRaw(path)).toMatch(/^HTTP\/1\.1 404 .*the shop/s)
    expect((await ask(path, 'HEAD')).status).toBe(404)
  })

  it('of the desk shows its page, and 404 with its own page where it has none', async () => {
    expect(await ask('/pantheon/orders/')).toMatchObject({ status: 200, text: 'the orders' })
    for (const path of ['/pantheon/x', '/pantheon/orders/x', '/pantheon/.git/config', '/pantheon/ORDERS/']) {
      expect(await ask(path)).toMatchObject({ status: 404, text: 'no page of the desk' })
    }
  })

  it('for the machines answers HTTP/1.0, which has no Host', async () => {
    for (const path of ['/healthz', '/readyz', '/api/v1/products']) {
      const socket = connect(Number(new URL(w.origin).port), '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.0\r\n\r\n`))
      expect([path, (await textOf(socket)).split('\r\n')[0]]).toEqual([path, 'HTTP/1.1 200 OK'])
    }
  })

  it('of the front takes no other method where no app was built, either', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { status, headers } = await fetch(w.origin, { method })
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, OPTIONS'])
    }
  })

  it.each(['/healthz', '/healthz/', '/readyz', '/readyz/'])('for the machines answers with and without a slash: %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 200, text: '{"ok":true}' })
    expect(await ask(path, 'POST')).toMatchObject({ status: 405, allow: 'GET, HEAD, OPTIONS' })
  })

  it('of the socket asks for an upgrade', async () => {
    const { status, headers, text } = await ask('/ws')
    expect([status, headers.get('upgrade'), JSON.parse(text).code]).toEqual([426, 'websocket', 'request.upgrade_required'])
  })

  const restPaths = [...new Set(restProcedures.map(({ rest }) => rest.path))]
  it.each(restPaths)('of the API that takes other methods says which: %s', async (template) => {
    const path = template.replaceAll(/\{\w+\}/g, 'x')
    // `/payments/checkout` is what `/payments/{id}` takes, too.
    const isTaken = (other: string): boolean => new RegExp(`^${other.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
    const taken = restProcedures.filter(({ rest }) => isTaken(rest.path)).map(({ rest }) => rest.method as string)
    const allowed = allowOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => taken.includes(each))).join(', ')
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !taken.includes(each))) {
      const { status, allow, text } = await ask(`/api/v1${path}`, method)
      expect([method, status, JSON.parse(text).code, allow]).toEqual([method, 405, 'request.method_not_allowed', allowed])
    }
    expect(await ask(`/api/v1${path}`, 'OPTIONS')).toMatchObject({ status: 204, allow: allowed, text: '' })
  })

  it.each(restProcedures)('of the API means the same with a slash at its end: $rest.method $rest.path', async ({ rest }) => {
    const path = `/api/v1${rest.path.replaceAll(/\{\w+\}/g, 'x')}`
    const [bare, slashed] = [await ask(path, rest.method), await ask(`${path}/`, rest.method)].map(({ status, text }) => ({
      status,
      code: JSON.parse(text)?.code,
    }))
    expect(slashed).toEqual(bare)
    expect(slashed?.code).not.toBe('request.unknown_route')
    expect((await ask(`${path}/`, 'OPTIONS')).allow).toBe((await ask(path, 'OPTIONS')).allow)
  })

  it('of the server as a whole takes OPTIONS', async () => {
    const answer = await rawly(w.origin, 'OPTIONS *')
    expect(answer).toMatch(/^HTTP\/1\.1 204 .*\r\nallow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n/s)
    expect(await rawly(w.origin, 'GET *')).toMatch(/^HTTP\/1\.1 400 /)
  })

  it.each(procedures)('of $path over tRPC takes the method of its kind', async ({ path, type }) => {
    const wrong = { query: ['POST', 'PUT', 'DELETE'], mutation: ['GET', 'PUT', 'DELETE'], subscription: ['PUT', 'PATCH'] }[type]
    for (const method of wrong) {
      const { status, allow, text } = await ask(`/trpc/${path}`, method)
      expect([method, status, text]).toEqual([method, 405, expect.stringContaining('request.method_not_allowed')])
      expect(allow).not.toContain(method)
    }
    const allowed = type === 'mutation' ? 'POST, OPTIONS' : 'GET, HEAD, OPTIONS'
    expect(await ask(`/trpc/${path}`, 'OPTIONS')).toMatchObject({ status: 204, allow: allowed })
    if (type === 'subscription') {
      const { status, headers } = await ask(`/trpc/${path}`)
      expect([status, headers.get('upgrade')]).toEqual([426, 'websocket'])
    }
  })

  it.each([
    ['/api/v1/openapi.json', 'GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
    ['/api/v1/payments/webhook', 'GET, HEAD, POST, OPTIONS'],
    ['/api/products', 'GET, HEAD, POST, OPTIONS'],
    ['/files/x', 'GET, HEAD, OPTIONS'],
    ['/docs', 'GET, HEAD, OPTIONS'],
    ['/ws', 'GET, HEAD, OPTIONS'],
  ])('beside the procedures says what it takes: %s', async (path, allow) => {
    expect(await ask(path, 'DELETE')).toMatchObject({ status: 405, allow })
    expect(await ask(path, 'OPTIONS')).toMatchObject({ status: 204, allow })
  })

  it.each([...pages.map((route) => route.replaceAll(/\$\w+/g, '1')), '/assets/index.js', '/pantheon', '/pantheon/orders/'])(
    'of a page takes no other method than GET and HEAD: %s',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, allow, text } = await ask(path, method)
        expect([method, status, JSON.parse(text).code, allow]).toEqual([method, 405, 'request.method_not_allowed', 'GET, HEAD, OPTIONS'])
      }
      expect(await ask(path, 'OPTIONS')).toMatchObject({ status: 204, allow: 'GET, HEAD, OPTIONS' })
    },
  )

  it.each(['/nothing', '/assets', '/assets/none.js', '/pantheon/x', `/${'x'.repeat(3000)}`, '/api/v1/nothing', '/trpc/nothing', '/trpc/'])(
    'that nothing has is missing for every method: %s',
    async (path) => {
      for (const method of ['POST', 'DELETE', 'OPTIONS']) {
        if (path.startsWith('/trpc') && method === 'DELETE') continue
        expect([method, (await ask(path, method)).status]).toEqual([method, 404])
      }
    },
  )

  it.each(['/api', '/api/v1', '/api/v1/nothing', '/api/v1/nothing/', '/api/v2/orders', '/api/v1/orders//', '/files/a/b'])(
    'of no API is a problem with status 404: %s',
    async (path) => {
      const { status, text } = await ask(path)
      expect([status, JSON.parse(text).code]).toEqual([404, 'request.unknown_route'])
    },
  )
})

describe('The routes of an app', () => {
  const matches = createRouteMatcher(['/', '/orders', '/orders/$orderId', '/a.b'])
  it.each(['/', '/orders', '/orders/', '/Orders', '/orders/1', '/orders/1/', '/orders/%2F', '/a.b'])('have %s', (path) => expect(matches(path)).toBe(true))
  it.each(['', '//', '/order', '/orders/1/2', '/orders//', '/orders\n', '/x/orders', '/aXb'])('do not have %j', (path) =>
    expect(matches(path)).toBe(path === ''),
  )
})
