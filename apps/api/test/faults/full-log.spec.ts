import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants as osConstants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, it } from 'vitest'
import { bundledServer } from '../support/bundled-server.ts'
import { mountSmallDisk } from '../support/small-disk.ts'

/** More than the server keeps while nobody takes its lines. */
const manyLines = 700
const patient = { timeout: 30_000, interval: 50 }
let main = ''
beforeAll(async () => {
  main = await bundledServer()
}, 120_000)

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** What vitest gives a test. */
type Finishing = (end: () => void) => void

/** A server whose standard output is the open file `stdout`, with its data in `folder`. Nothing of its log is read. */
const start = async (onTestFinished: Finishing, stdout: number, folder: string, env: Record<string, string> = {}) => {
  const port = await freePort()
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), PANTHEON_DATA_DIR: folder, LOG_LEVEL: 'info', SHUTDOWN_DRAIN_SECONDS: '0', ...env },
    stdio: ['ignore', stdout, 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const status = (path: string): Promise<number> =>
    fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5000) }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0,
    )
  /** Each request makes a line of the log, as long as its address. */
  const ask = async (times: number): Promise<number[]> => {
    const statuses = new Set<number>()
    const path = `/api/v1/${'x'.repeat(8000)}`
    for (let n = 0; n < times; n += 50) for (const one of await Promise.all(Array.from({ length: 50 }, () => status(path)))) statuses.add(one)
    return [...statuses]
  }
  return { child, exited, status, ask, isReady: () => status('/readyz') }
}

const temporaryFolder = (onTestFinished: Finishing): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-full-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('A server whose log nobody takes', { timeout: 120_000 }, () => {
  it('serves on when its standard output has no room, and ends as it is told', async ({ expect, onTestFinished }) => {
    const stdout = openSync('/dev/full', 'w')
    const server = await start(onTestFinished, stdout, temporaryFolder(onTestFinished))
    closeSync(stdout)
    await expect.poll(server.isReady, patient).toBe(200)
    expect(await server.ask(manyLines)).not.toContain(0)
    expect(await server.isReady()).toBe(200)
    server.child.kill('SIGTERM')
    expect(await server.exited).toBe(0)
  })

  it('serves on when the disk of its log is full, goes on with the log when there is room, and says how many lines are missing', async ({
    expect,
    onTestFinished,
    skip,
  }) => {
    const disk = mountSmallDisk(8)
    if (!disk) return skip('this machine lets nobody mount a disk')
    onTestFinished(disk.remove)
    const file = join(disk.folder, 'log')
    const stdout = openSync(file, 'a')
    const server = await start(onTestFinished, stdout, temporaryFolder(onTestFinished))
    closeSync(stdout)
    await expect.poll(server.isReady, patient).toBe(200)
    disk.fill()
    const statuses = await server.ask(manyLines)
    expect(statuses).not.toContain(0)
    expect(await server.isReady()).toBe(200)
    disk.empty()
    await expect.poll(() => /"dropped":\d+/.test(readFileSync(file, 'utf8')), patient).toBe(true)
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) JSON.parse(line)
    server.child.kill('SIGTERM')
    expect(await server.exited).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('"stopped"')
  })

  it('serves on when nobody reads the pipe, goes on with the log when somebody does, and ends at once when it is told twice', async ({
    expect,
    onTestFinished,
  }) => {
    const folder = temporaryFolder(onTestFinished)
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
    onTestFinished(() => closeSync(reader))
    const stdout = openSync(pipe, 'w')
    const server = await start(onTestFinished, stdout, folder, { SHUTDOWN_DRAIN_SECONDS: '300' })
    closeSync(stdout)
    await expect.poll(server.isReady, patient).toBe(200)
    expect(await server.ask(manyLines)).not.toContain(0)

    let read = ''
    const room = Buffer.alloc(1 << 16)
    const readOn = (): string => {
      try {
        for (;;) read += room.toString('utf8', 0, readSync(reader, room))
      } catch {
        return read // nothing more at the moment
      }
    }
    await expect.poll(() => /"dropped":\d+/.test(readOn()), { ...patient, interval: 5 }).toBe(true)
    expect(await server.ask(manyLines)).not.toContain(0)
    server.child.kill('SIGTERM')
    await expect.poll(server.isReady, patient).toBe(503)
    server.child.kill('SIGTERM')
    expect(await server.exited).toBe(128 + osConstants.signals.SIGTERM)
  })

  it('ends as it is told although nobody reads the pipe', async ({ expect, onTestFinished }) => {
    const folder = temporaryFolder(onTestFinished)
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
    onTestFinished(() => closeSync(reader))
    const stdout = openSync(pipe, 'w')
    const server = await start(onTestFinished, stdout, folder)
    closeSync(stdout)
    await expect.poll(server.isReady, patient).toBe(200)
    expect(await server.ask(manyLines)).not.toContain(0)
    server.child.kill('SIGTERM')
    expect(await server.exited).toBe(0)
  })
})
