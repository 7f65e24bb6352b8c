import type { AddressInfo } from 'node:net'
import { createConnection, createServer, type Socket } from 'node:net'

const redisUrl = process.env.TEST_REDIS_URL || 'redis://127.0.0.1:6379'
const { hostname, port } = new URL(redisUrl)
const target = { host: hostname, port: Number(port || 6379) }

const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(target)
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(1000, () => end(false))
    socket.once('error', () => end(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', (data) => end(/^[+-]/.test(data.toString())))
  })

/** Where the tests' Redis is; `missing` says why what needs it is skipped, and is empty when it is there. */
export const testRedis = { url: redisUrl, missing: (await answers()) ? '' : ` (skipped: no Redis at ${target.host}:${target.port}; set TEST_REDIS_URL)` }

/** A line to Redis that can be cut, or die without a word, as networks do. */
export const openLine = async () => {
  let mode: 'open' | 'cut' | 'dead' = 'open'
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    if (mode === 'cut') return void near.destroy()
    const far = createConnection(target)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (data) => void (mode !== 'dead' && far.write(data)))
    far.on('data', (data) => void (mode !== 'dead' && near.write(data)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(redisUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut: () => {
      mode = 'cut'
      destroyAll()
    },
    /** Nothing passes any more, and nobody is told. */
    silence: () => {
      mode = 'dead'
    },
    mend: () => {
      mode = 'open'
      destroyAll()
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        destroyAll()
      }),
  }
}
