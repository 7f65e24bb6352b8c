import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { HeavyFirst } from './heavy-first.ts'

const root = resolve(import.meta.dirname, '../..')
const reportDir = process.env.PANTHEON_REPORT_DIR
/** `npm run build` asks for a look at the bundles once they are there; `npm test` has none to look at. */
const looksAtBundles = process.env.CHECK_BUNDLES === '1'
const rooms = ['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Only a project that can reach a database pays for starting one: a pure rule's test runs in a blink. */
const usesDatabase = (manifest: Manifest, room: string): boolean => room === 'packages/db' || '@pantheon/db' in (manifest.dependencies ?? {})

const projects = [...rooms, 'tooling/arch', 'tooling/run']
  .filter((room) => existsSync(join(root, room, 'package.json')))
  .map((room) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8'))
    return {
      extends: true as const,
      root: join(root, room),
      test: {
        name: room.slice(room.indexOf('/') + 1),
        include: ['test/**/*.{test,spec}.{ts,tsx}', 'src/**/*.test.{ts,tsx}'],
        exclude: looksAtBundles ? [] : ['test/bundles.spec.ts'],
        globalSetup: usesDatabase(manifest, room) ? [join(import.meta.dirname, 'postgres.ts')] : [],
      },
    }
  })

export default defineConfig({
  root,
  test: {
    projects,
    // Two cores are what a small CI machine has; native addons (SQLite, argon2) want a process each.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: HeavyFirst },
    // Nothing of ours lives in a module (no singletons), so files can share what they import: a third less CPU.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    passWithNoTests: true,
    // CI adds the numbers of all suites up from these files.
    reporters: reportDir ? ['default', ['json', { outputFile: join(reportDir, looksAtBundles ? 'bundles.json' : 'test.json') }]] : ['default'],
  },
})
