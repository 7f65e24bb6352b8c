import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

// Needs the declarations of @pantheon/api-types: `npm run check` runs it once they are written.
const root = resolve(import.meta.dirname, '../../..')
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
const apps = ['apps/aifactory', 'apps/pantheon'] as const
const read = ['apps/aifactory', 'apps/pantheon', 'packages/client', 'packages/contract', 'packages/ui', 'packages/api-types'] as const
const declarations = 'packages/api-types/dist/app-router.d.ts'

const compile = async (folder: string, flags: readonly string[]): Promise<{ code: number; said: string }> => {
  // Each checker works out for itself what the others have: one takes half as much CPU as the usual four, and cores are few here.
  const child = spawn(process.execPath, [tsc, '-p', '.', '--pretty', 'false', ...flags], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('What the type check of a client reads', () => {
  const ofClients = new RegExp(`^(?:${read.join('|')})/`)
  const ofServers = /\/node_modules\/(?:drizzle-(?:orm|zod)|stripe|pg|pg-boss|better-sqlite3|ioredis|hono|@hono\/[^/]+|@aws-sdk\/[^/]+|ai|lucia)\//

  it.each(apps)('is declarations and no file of a server, in %s', async (client) => {
    const { code, said } = await compile(join(root, client), ['--listFilesOnly'])
    expect(code, said).toBe(0)
    const files = said.trim().split('\n')
    expect(files).toContain(join(root, declarations))
    const own = files.filter((file) => file.startsWith(`${root}/`) && !file.includes('/node_modules/')).map((file) => file.slice(root.length + 1))
    expect(own.filter((file) => !ofClients.test(file))).toEqual([])
    expect(files.filter((file) => ofServers.test(file))).toEqual([])
  })
})

describe('A field of the contract that is renamed', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'pantheon-types-'))
  afterAll(() => rm(copy, { recursive: true, force: true }))
  const leftOut = new Set(['out', '.next', '.turbo', 'test-results', 'tsconfig.tsbuildinfo'])
  // Links inside each `node_modules` are copied as they are: packages find each other's copies, and share what was installed from outside.
  const copied = { recursive: true, verbatimSymlinks: true, filter: (path: string) => !leftOut.has(basename(path)) }
  await mkdir(join(copy, 'tooling'))
  await Promise.all([...read, 'tooling/typescript'].map((folder) => cp(join(root, folder), join(copy, folder), copied)))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  const rename = async (file: string, from: string, to: string) => {
    const sound = await readFile(join(copy, file), 'utf8')
    expect(sound).toContain(from)
    await writeFile(join(copy, file), sound.replaceAll(from, to))
  }

  it.each(apps)('breaks %s at the lines that use it', async (app) => {
    if (app === apps[0]) {
      await rename('packages/contract/src/business/orders.ts', 'totalAmount: z.string()', 'total: z.string()')
      // What the declarations say once the server follows the contract.
      await rename(declarations, 'totalAmount:', 'total:')
    }
    const { code, said } = await compile(join(copy, app), ['--noEmit', '--checkers', '1'])
    expect(code).not.toBe(0)
    expect(said).toMatch(/^src\/\S+\.tsx?\(\d+,\d+\): error TS\d+: .*'totalAmount'/m)
  })
})
