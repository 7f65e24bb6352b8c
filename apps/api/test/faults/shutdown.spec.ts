import { Agent, type IncomingMessage, request } from 'node:http'
import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '@pantheon/db/testing'
import { beforeAll, describe, it } from 'vitest'
import { bundledServer } from '../support/bundled-server.ts'
import { neverLogged, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { createTcpProxy } from '../support/tcp-proxy.ts'

let main = ''
beforeAll(async () => {
  main = await bundledServer()
}, 60_000)

/** What vitest gives a test. */
type Finishing = (end: () => Promise<void>) => void
const start = async (onTestFinished: Finishing, env: Record<string, string>): Promise<ServerProcess> => {
  const server = await startServerProcess(main, env)
  onTestFinished(server.close)
  return server
}
interface Asked {
  status: number
  connection: string | undefined
  cookie: string | undefined
}
/** One request over `agent`; rejects as the socket does. */
const ask = (origin: string, agent: Agent, path: string, { body, cookie = '' }: { body?: unknown; cookie?: string } = {}): Promise<Asked> =>
  new Promise((resolve, reject) => {
    const headers = { origin, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const sent = request(`${origin}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers })
    sent.on('error', reject)
    sent.on('response', (answer: IncomingMessage) => {
      const { statusCode = 0, headers: got } = answer
      answer.resume().on('error', reject)
      answer.on('end', () => resolve({ status: statusCode, connection: got.connection, cookie: got['set-cookie']?.[0]?.split(';')[0] }))
    })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'

/** What nobody may read in a log. */
const loadPerson = { email: 'hidden.load@example.test', password: 'correct horse hidden', name: 'Hidden Load' }
const register = async ({ origin }: ServerProcess): Promise<string> => {
  const { cookie } = await ask(origin, new Agent(), '/api/v1/auth/register', { body: loadPerson })
  return cookie ?? ''
}

describe('A server that is told to stop', { concurrent: true, timeout: 90_000 }, () => {
  it('loses no request: first it says that it is not ready and serves, then it refuses connections, then it ends', async ({ expect, onTestFinished }) => {
    const server = await start(onTestFinished, { SHUTDOWN_DRAIN_SECONDS: '3' })
    const cookie = await register(server)
    const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })]
    const statuses = new Map<number, number>()
    const lost: unknown[] = []
    /** Writes until connections are refused, as a client does that tries those elsewhere and nothing else again. */
    const write = async (n: number): Promise<void> => {
      const agent = agents[n % 2] as Agent
      for (;;) {
        try {
          const { status } = await ask(server.origin, agent, '/api/v1/tasks', { body: { title: `Task ${n}`, type: 'review' }, cookie })
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        } catch (error) {
          if (!isRefusal(error)) lost.push(error)
          else return
        }
      }
    }
    const writers = Array.from({ length: 16 }, (_, n) => write(n))
    while ((statuses.get(201) ?? 0) < 50) await sleep(5)

    server.child.kill('SIGTERM')
    const ready = async (): Promise<number> => (await ask(server.origin, new Agent(), '/readyz')).status
    while ((await ready()) === 200) await sleep(5)
    expect(await ready()).toBe(503)
    const draining = await ask(server.origin, agents[0] as Agent, '/api/v1/tasks', { body: { title: 'Late', type: 'review' }, cookie })
    expect([draining.status, draining.connection]).toEqual([201, 'close'])

    await Promise.all(writers)
    expect(await server.exited).toBe(0)
    expect(lost).toEqual([])
    expect([...statuses.keys()]).toEqual([201])
  })

  it('ends at once when it is told again', async ({ expect, onTestFinished }) => {
    const server = await start(onTestFinished, { SHUTDOWN_DRAIN_SECONDS: '300' })
    server.child.kill('SIGTERM')
    while ((await ask(server.origin, new Agent(), '/readyz')).status === 200) await sleep(5)
    server.child.kill('SIGINT')
    expect(await server.exited).toBe(128 + constants.signals.SIGINT)
  })

  it('ends although its database is silent, says which parts it left behind, and nothing of what they were about', async ({ expect, onTestFinished }) => {
    const database = await createTestDatabase('pg')
    onTestFinished(database.drop)
    const proxy = await createTcpProxy(database.url)
    onTestFinished(proxy.close)
    const limits = { DATABASE_LOCK_TIMEOUT_MS: '1000', DATABASE_ACQUIRE_TIMEOUT_MS: '1500', DATABASE_STATEMENT_TIMEOUT_MS: '1500' }
    const server = await start(onTestFinished, {
      DATABASE_URL: proxy.url,
      SHUTDOWN_DRAIN_SECONDS: '0',
      TOKEN_KEYS: `test:${'k'.repeat(32)}`,
      ...limits,
    })
    const cookie = await register(server)
    const asked = Array.from({ length: 4 }, (_, n) => ask(server.origin, new Agent(), `/api/v1/tasks?limit=${n + 1}`, { cookie }).catch(() => undefined))
    proxy.silence()
    server.child.kill('SIGTERM')
    expect(await Promise.race([server.exited, sleep(30_000, 'still running', { ref: false })])).toBe(1)
    await Promise.all(asked)
    const log = server.log.join('\n')
    expect(log).toContain('a part did not stop in time')
    expect(log).toContain('"stopped"')
    for (const words of neverLogged) expect(log).not.toMatch(words)
    for (const secret of Object.values(loadPerson)) expect(log).not.toContain(secret)
  })
})
