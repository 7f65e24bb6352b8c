import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, it } from 'vitest'
import { openDataFolder } from '../../src/data-folder.ts'
import { bundledServer } from '../support/bundled-server.ts'

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
/** Every file and folder below one, with its mode. */
const modesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => [name, modeOf(join(folder, name))]))

describe.skipIf(process.platform === 'win32')('The data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-data-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is closed to everybody else, and all that a server writes into it', async () => {
    const dataDir = join(folder, 'new')
    const env = { ...process.env, PANTHEON_DATA_DIR: dataDir, PORT: '0', SEED_DEMO: '1', LOG_LEVEL: 'info', DATABASE_URL: '', REDIS_URL: '' }
    const command = ['-c', 'umask 022; exec "$@"', 'sh', process.execPath, await bundledServer()]
    const server = spawn('sh', command, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const line of createInterface(server.stdout)) if (line.includes('"ready"')) break
    server.stdout.resume()
    const modes = modesIn(dataDir)
    server.kill('SIGTERM')
    await once(server, 'exit')
    expect(Object.keys(modes)).toEqual(expect.arrayContaining(['pantheon.db', 'pantheon.db-wal', 'token-keys.json', 'demo-accounts.json']))
    expect(modeOf(dataDir)).toBe('700')
    for (const [name, mode] of Object.entries(modes)) expect([name, mode]).toEqual([name, mode.startsWith('7') ? '700' : '600'])
  }, 60_000)

  it('of an older version is closed at the start, with what is ours in it', () => {
    const old = join(folder, 'old')
    mkdirSync(join(old, 'files'), { recursive: true })
    for (const name of ['token-keys.json', 'demo-accounts.json', 'files/a.png', 'run.sh']) writeFileSync(join(old, name), '')
    for (const name of ['', ...readdirSync(old, { recursive: true, encoding: 'utf8' })]) chmodSync(join(old, name), 0o755)
    openDataFolder(old)
    expect(modeOf(old)).toBe('700')
    expect(modesIn(old)).toEqual({ files: '700', 'files/a.png': '600', 'token-keys.json': '600', 'demo-accounts.json': '600', 'run.sh': '755' })
    openDataFolder(old)
    expect(modeOf(join(old, 'files'))).toBe('700')
  })
})
