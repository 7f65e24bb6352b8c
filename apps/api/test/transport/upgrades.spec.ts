import { connect } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

const key = 'sec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n'

describe('A request that offers another protocol', async () => {
  const { origin, close } = await world('sqlite')
  afterAll(close)

  /** The beginning of the answer to bytes that no client of ours would send. */
  const answerTo = (head: string, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(`${head}\r\n\r\n${body}`))
      let text = ''
      socket.on('data', (data) => {
        text += String(data)
        if (text.includes('\r\n\r\n')) socket.destroy()
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
  const offer = (request: string, protocol: string, more = '') =>
    `${request} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n${more}`.trim()

  it.each(['h2c', 'TLS/1.2', 'websocket', 'foo/2, websocket'])('is answered as if it did not, but for a socket at /ws: %s', async (protocol) => {
    for (const path of ['/healthz', '/readyz', '/api/v1/products']) expect(await answerTo(offer(`GET ${path}`, protocol, key))).toMatch(/^HTTP\/1\.1 200 /)
    expect(await answerTo(offer('GET /nothing', protocol, key))).toMatch(/^HTTP\/1\.1 404 /)
    const body = '{"email":"nobody@example.test","password":"wrong password"}'
    const login = offer('POST /api/v1/auth/login', protocol, `Content-Type: application/json\r\nContent-Length: ${body.length}`)
    expect(await answerTo(login, body)).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('is shown how to ask for the socket', async () => {
    expect(await answerTo(offer('GET /ws', 'h2c'))).toMatch(/^HTTP\/1\.1 426 .*upgrade: websocket/is)
    expect(await answerTo(offer('GET /ws', 'websocket', key))).toMatch(/^HTTP\/1\.1 101 /)
  })

  it.each(['a|b', 'localhost:99999', 'a b', '[::1', 'x@y:z', '', '%00', 'a\\b'])('is refused, and ends nothing, for the host "%s"', async (host) => {
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}`.trim()
    const answers = [await answerTo(ask('/ws')), await answerTo(ask('//ws')), await answerTo(ask('/ws?connectionParams=1&x=%zz'))]
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
  })

  it('is refused with two Host lines, and so is any other request (RFC 9112, section 3.2)', async () => {
    for (const head of ['GET /healthz HTTP/1.1', 'GET /nothing HTTP/1.1', 'GET /healthz HTTP/1.0', 'GET / HTTP/1.1'])
      for (const [one, other] of [
        ['Host: localhost', 'Host: localhost'],
        ['Host: localhost', 'hOST: elsewhere'],
      ])
        expect(await answerTo(`${head}\r\n${one}\r\n${other}`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await answerTo(offer('GET /ws', 'websocket', `${key}Host: elsewhere`))).toMatch(/^HTTP\/1\.1 400 /)
    expect(await answerTo('GET /healthz HTTP/1.1\r\nHost: localhost')).toMatch(/^HTTP\/1\.1 200 /)
  })
})
