import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

const path = '/api/v1/openapi.json'

describe('The OpenAPI document', async () => {
  const { origin, close } = await world('sqlite')
  afterAll(close)
  /** The answer as it is on the wire: `fetch` would unpack it. */
  const ask = (headers: Record<string, string> = {}, address = path) =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
      const sent = request(new URL(address, origin), { headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) }))
      })
      sent.on('error', reject)
      sent.end()
    })
  const plain = await ask()

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.1', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
  ] as const)('is packed for who takes %s', async (accepted, coding, unpack) => {
    const { status, headers, bytes } = await ask({ 'accept-encoding': accepted })
    expect([status, headers['content-encoding'], headers.vary]).toEqual([200, coding, 'origin, accept-encoding'])
    expect(unpack(bytes).equals(plain.bytes)).toBe(true)
    expect(bytes.length).toBeLessThan(plain.bytes.length / 8)
  })

  it.each(['', 'identity', 'zstd', 'gzip;q=0', '*;q=0'])('is not packed for who takes %j', async (accepted) => {
    const { headers, bytes } = await ask({ 'accept-encoding': accepted })
    expect(headers['content-encoding']).toBeUndefined()
    expect(bytes.equals(plain.bytes)).toBe(true)
  })

  it('is not sent twice, and each packed form has a tag of its own', async () => {
    const tags = new Set<string>()
    for (const accepted of ['identity', 'gzip', 'br']) {
      const { headers } = await ask({ 'accept-encoding': accepted })
      const etag = String(headers.etag)
      expect(etag).toMatch(/^"[\w-]+"$/)
      tags.add(etag)
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask({ 'accept-encoding': accepted, 'if-none-match': known })
        expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag])
      }
      expect((await ask({ 'accept-encoding': accepted, 'if-none-match': '"other"' })).status).toBe(200)
    }
    expect(tags.size).toBe(3)
  })

  it('is found at the usual address, too', async () => {
    const { status, headers } = await ask({}, '/openapi.json')
    expect([status, headers.location]).toEqual([308, path])
    expect((await fetch(new URL('/openapi.json', origin))).url).toBe(`${origin}${path}`)
  })
})
