import { connect } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { procedures } from '../support/procedures.ts'

describe('A body that does not arrive', async () => {
  const { origin, visitor, close } = await world('sqlite', { env: { REQUEST_TIMEOUT_MS: '500' } })
  afterAll(close)

  /** Everything that is answered until the server closes the connection. */
  const untilClosed = (head: string, body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(`${head}\r\nHost: localhost\r\n${body}`))
      let text = ''
      socket.on('data', (data) => {
        text += String(data)
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
  const json = 'Content-Type: application/json\r\n'

  it.each(['/api/v1/auth/login', '/trpc/auth.login', '/trpc/auth.login?batch=1', '/api/v1/orders'])(
    'is answered 408, and its connection closed: %s',
    async (path) => {
      const text = await untilClosed(`POST ${path} HTTP/1.1`, `${json}Content-Length: 10000\r\n\r\n{"email":"`)
      expect(text).toMatch(/^HTTP\/1\.1 408 /)
    },
  )

  it('has the same deadline while its headers do not arrive', async () => {
    expect(await untilClosed('POST /api/v1/auth/login HTTP/1.1', 'Content-Le')).toMatch(/^HTTP\/1\.1 408 /)
  })

  const open = procedures.filter(({ type, meta }) => meta.isOpen && type === 'mutation')
  it('is small where anybody may send it', async () => {
    expect(open.length).toBeGreaterThan(5)
    const body = JSON.stringify({ email: 'x'.repeat(33 * 1024) })
    const headers = { 'content-type': 'application/json' }
    const refusalAt = async (path: string) => {
      const answer = await visitor().http(path, { method: 'POST', headers, body })
      return [path, answer.status, /input\.too_large/.exec(await answer.text())?.[0]]
    }
    const addresses = [...open.map(({ path }) => path), 'there.is.none'].flatMap((path) => [`/trpc/${path}`, `/trpc/${path},${path}?batch=1`])
    for (const path of [...addresses, '/api/v1/auth/login']) expect(await refusalAt(path)).toEqual([path, 413, 'input.too_large'])
  })
})
