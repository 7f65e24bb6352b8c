import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const tsc = join(root, 'apps/api/node_modules/typescript/bin/tsc')
const leftOut = new Set(['dist', 'out', '.next', '.turbo', '.data', 'test-results', 'tsconfig.tsbuildinfo'])

/**
 * A copy of the sources in which something may be broken. The links inside each room's `node_modules` are copied as
 * they are, so rooms find each other's copies; only what was installed from outside is shared.
 */
const copyHouse = async (): Promise<string> => {
  const house = await mkdtemp(join(tmpdir(), 'pantheon-house-'))
  await mkdir(join(house, 'tooling'))
  const copied = { recursive: true, verbatimSymlinks: true, filter: (path: string) => !leftOut.has(basename(path)) }
  await Promise.all(['apps', 'packages', 'tooling/typescript'].map((folder) => cp(join(root, folder), join(house, folder), copied)))
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'))
  await cp(join(root, 'package.json'), join(house, 'package.json'))
  return house
}

const compile = async (house: string, app: string): Promise<{ code: number; said: string }> => {
  // Each checker works out for itself what the others have: one takes half as much CPU as the usual four, and cores are few here.
  const flags = ['--noEmit', '-p', '.', '--pretty', 'false', '--checkers', '1']
  const child = spawn(process.execPath, [tsc, ...flags], { cwd: join(house, 'apps', app), stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('The contract', async () => {
  const house = await copyHouse()
  afterAll(() => rm(house, { recursive: true, force: true }))
  const orders = join(house, 'packages/contract/src/business/orders.ts')
  const compileApps = async () => {
    const [shop, dashboard] = await Promise.all([compile(house, 'aifactory'), compile(house, 'pantheon')])
    return { shop, dashboard }
  }

  it('is what both apps are compiled against: as it is, they are sound', { timeout: 240_000 }, async () => {
    expect(await compileApps()).toEqual({ shop: { code: 0, said: '' }, dashboard: { code: 0, said: '' } })
  })

  it('breaks the build of both apps at the lines that use a field, when that field is renamed', { timeout: 240_000 }, async () => {
    const sound = await readFile(orders, 'utf8')
    await writeFile(orders, sound.replace('totalAmount: z.string()', 'total: z.string()'))
    const { shop, dashboard } = await compileApps()
    for (const { code, said } of [shop, dashboard]) {
      expect(code).not.toBe(0)
      expect(said).toMatch(/^src\/\S+\.tsx?\(\d+,\d+\): error TS\d+: .*'totalAmount'/m)
    }
  })
})
