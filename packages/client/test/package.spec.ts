import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { courseProduct, world } from '@pantheon/api/testing'
import { afterAll, describe, expect, it } from 'vitest'

// Needs the declarations of @pantheon/api-types: `npm run check` runs it once they are written.
const here = resolve(import.meta.dirname, '..')
const example = resolve(here, '../../examples/client')

const run = async (command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<{ code: number; said: string }> => {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('A project outside the workspace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pantheon-outside-'))
  const { buyer, operator, origin, close } = await world('sqlite')
  afterAll(async () => {
    await close()
    await rm(folder, { recursive: true, force: true })
  })
  const leftOut = /\/(?:node_modules|dist|.*\.tgz|.*-lock\..*)$/
  await cp(example, folder, { recursive: true, filter: (path) => !leftOut.test(path) })
  const succeeds = async (command: string, args: readonly string[], cwd: string, env?: Record<string, string>): Promise<string> => {
    const { code, said } = await run(command, args, cwd, env)
    expect(code, said).toBe(0)
    return said
  }
  const tsc = join(folder, 'node_modules/.bin/tsc')

  it('installs the packed client, compiles against it as Node resolves modules, and runs, without React', async () => {
    await succeeds('pnpm', ['run', 'package'], here)
    await succeeds('pnpm', ['pack', '--out', join(folder, 'pantheon-client.tgz')], here)
    await succeeds('pnpm', ['install', '--prefer-offline', '--ignore-workspace', '--no-frozen-lockfile'], folder)
    expect((await run('node', ['-e', "import('react').then(() => process.exit(0), () => process.exit(3))"], folder)).code).toBe(3)
    await succeeds(tsc, [], folder)
    const [shop, person] = [await operator(), await buyer()]
    await shop.api.business.products.create.mutate({ ...courseProduct, name: 'A course for programs' })
    const env = { PANTHEON_URL: origin, PANTHEON_EMAIL: person.account.user.email, PANTHEON_PASSWORD: person.password }
    const said = await succeeds('node', ['dist/main.js'], folder, env)
    expect(said).toMatch(/^A course for programs: .+\n(?:.*\n)*Watching from event \d+$/m)
    expect(await run('node', ['dist/main.js'], folder, { ...env, PANTHEON_PASSWORD: 'another one' })).toEqual({
      code: 1,
      said: `Not signed in at ${origin}: auth.wrong_credentials\n`,
    })
  })

  it('is told by its compiler what no procedure takes and no answer has', async () => {
    const wrong = [
      "import { createClient } from '@pantheon/client'",
      "const { trpc } = createClient({ baseUrl: 'http://localhost' })",
      "await trpc.business.products.list.query({ limit: 'three' })",
      'console.log((await trpc.auth.me.query()).user.shoeSize)',
    ]
    await writeFile(join(folder, 'src/wrong.ts'), wrong.join('\n'))
    const { said } = await run(tsc, ['--noEmit', '--pretty', 'false'], folder)
    expect(said.match(/^src\/wrong\.ts\((\d+),/gm)).toEqual(['src/wrong.ts(3,', 'src/wrong.ts(4,'])
  })
})

describe('What is packed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pantheon-packed-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const packed = join(folder, 'pantheon-client.tgz')
  expect(await run('pnpm', ['pack', '--out', packed], here)).toMatchObject({ code: 0 })

  it('asks for ranges, and for none of our own packages', async () => {
    const { said } = await run('tar', ['-xzOf', packed, 'package/package.json'], folder)
    const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(said) as Record<string, Record<string, unknown>>
    expect(Object.keys(dependencies ?? {}).sort()).toEqual(['@trpc/client', '@trpc/server', 'zod'])
    expect(peerDependencies).toMatchObject({ react: '^18.2.0 || ^19.0.0' })
    for (const range of Object.values({ ...dependencies, ...peerDependencies })) expect(range).toMatch(/^\^\d/)
    expect(Object.keys(peerDependenciesMeta ?? {}).sort()).toEqual(Object.keys(peerDependencies ?? {}).sort())
  })

  it.each([
    ['18.3.1', true],
    ['19.2.0', true],
    ['17.0.2', false],
  ])('can be installed beside React %s: %s', async (react, isTaken) => {
    const project = join(folder, `react-${react}`)
    await mkdir(project)
    const others = { react, '@tanstack/react-query': '5.80.3', '@trpc/tanstack-react-query': '11.22.1' }
    const dependencies = isTaken ? { ...others, '@pantheon/client': `file:${packed}` } : { react, '@pantheon/client': `file:${packed}` }
    await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'another', private: true, dependencies }))
    const { code, said } = await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], project)
    expect(code === 0, said).toBe(isTaken)
    if (!isTaken) expect(said).toContain('ERESOLVE')
  })
})
