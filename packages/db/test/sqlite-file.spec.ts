import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDb } from '../src/index.ts'

describe.skipIf(process.platform === 'win32')('The SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pantheon-file-'))
  const file = join(folder, 'shop.db')
  afterAll(() => rmSync(folder, { recursive: true }))
  const modes = () => Object.fromEntries(readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]))

  it('and its log are its owner’s alone, also when an older version left them open to others', async () => {
    const first = await openDb(file)
    expect(modes()).toEqual({ 'shop.db': '600', 'shop.db-shm': '600', 'shop.db-wal': '600' })
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644)
    const second = await openDb(file)
    expect(modes()).toEqual({ 'shop.db': '600', 'shop.db-shm': '600', 'shop.db-wal': '600' })
    await Promise.all([first.close(), second.close()])
  })
})
