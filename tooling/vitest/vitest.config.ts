import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { HeavyFirst } from './heavy-first.ts'

const root = resolve(import.meta.dirname, '../..')
const reportDir = process.env.PANTHEON_REPORT_DIR
/** Set by `npm run build` to check the bundles; `npm test` has none. */
const looksAtBundles = process.env.CHECK_BUNDLES === '1'
/** Set by `npm run check` to check the types of clients, once the declarations exist. */
const looksAtTypes = process.env.CHECK_TYPES === '1'

/** A run of a subset of files, selected by what they import from @pantheon/db/testing. */
interface Part {
  readonly report: string
  readonly imports: RegExp
}
const importing = (names: string) => new RegExp(`import \\{[^}]*\\b(?:${names})\\b[^}]*\\} from '(?:@pantheon/db|\\.\\./src)/testing`)
/** The stories that `npm test` runs on SQLite only, on PostgreSQL: the second half of CI. All others have run on both already. */
const onPostgres: Part = { report: 'test-pg', imports: importing('storyDialects') }
/** The full runs of random, long or large tests. */
const deep: Part = { report: 'test-deep', imports: importing('budget|isDeep|rounds|someOf') }
const part = process.env.TEST_DEEP === '1' ? deep : process.env.TEST_DIALECTS === 'pg' ? onPostgres : undefined
const filesOf = (workspace: string, { imports }: Part): string[] => {
  const folder = join(root, workspace, 'test')
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const isOfPart = (name: string) => /\.(?:test|spec)\.ts$/.test(name) && imports.test(readFileSync(join(folder, name), 'utf8'))
  return names.filter(isOfPart).map((name) => `${workspace}/test/${name}`)
}
/** Tests that start a PostgreSQL, which keeps the machine's time, so they are excluded from runs at other times. */
const keepsTime = ['database-connections', 'database-faults', 'silent-listener'].map((file) => `apps/api/test/faults/${file}.spec.ts`)
const leftOut = [
  ...(looksAtBundles ? [] : ['apps/api/test/transport/bundles.spec.ts']),
  ...(looksAtTypes ? [] : ['tooling/arch/test/client-types.spec.ts', 'packages/client/test/package.spec.ts']),
  ...(process.env.TEST_DIALECTS === 'sqlite' ? keepsTime : []),
]
const reportName = looksAtBundles ? 'bundles' : looksAtTypes ? 'check' : (part?.report ?? (process.env.TEST_DIALECTS === 'sqlite' ? 'test-times' : 'test'))

// One random seed for all processes, passed in the environment.
process.env.TEST_SEED ||= String(randomInt(2 ** 31))
const printSeed: Reporter = {
  onInit: ({ logger }) => logger.log(`TEST_SEED=${process.env.TEST_SEED} repeats what is random in this run.`),
}

const workspaces = [
  ...['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
  'tooling/arch',
  'tooling/fakes',
  'tooling/run',
]
const manifestOf = (workspace: string) => join(root, workspace, 'package.json')

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Whether a package uses a database: only then is one started, so tests of pure rules start at once. */
const usesDatabase = (workspace: string): boolean => {
  const { dependencies = {} }: Manifest = JSON.parse(readFileSync(manifestOf(workspace), 'utf8'))
  return workspace === 'packages/db' || '@pantheon/db' in dependencies
}

/** Settings of all projects, without the number of workers: a project's setting would override the command line. */
const shared = {
  // Native addons (SQLite, argon2) need separate processes.
  pool: 'forks' as const,
  // Our modules have no global state, so files can share imports: a third less CPU.
  isolate: false,
  // Tests wait for states. These limits end hanging tests, and are high enough for a busy machine.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
  // As with the journeys, a test that passes on retry in CI is reported as retried, so that a busy machine does not block a release.
  retry: process.env.CI ? 1 : 0,
}

/** A project of packages whose files share two processes and their imports: a process per package would spend its time on imports. */
const project = (name: string, members: readonly string[]) => ({
  test: {
    ...shared,
    name,
    include: members.flatMap((workspace) =>
      part ? filesOf(workspace, part) : [`${workspace}/test/**/*.{test,spec}.{ts,tsx}`, `${workspace}/src/**/*.test.{ts,tsx}`],
    ),
    exclude: leftOut,
    globalSetup: members.some(usesDatabase) ? [join(import.meta.dirname, 'postgres.ts')] : [],
  },
})
const present = workspaces.filter((workspace) => existsSync(manifestOf(workspace)))
const others = present.filter((workspace) => workspace !== 'apps/api')
const projects = [
  project('api', ['apps/api']),
  project('database', others.filter(usesDatabase)),
  project(
    'pure',
    others.filter((workspace) => !usesDatabase(workspace)),
  ),
]

export default defineConfig({
  root,
  test: {
    projects,
    // One more than the cores of a small machine, because stories wait a third of their time for databases, sockets and child processes.
    maxWorkers: 3,
    sequence: { sequencer: HeavyFirst },
    // Enabled by `npm run coverage`. Includes files that no test loads; excludes third-party code and programs.
    coverage: {
      provider: 'v8',
      include: ['apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.ts', '**/*.d.ts', '**/testing/**', '**/*.gen.ts', 'packages/api-types/**'],
      reporter: ['json-summary'],
    },
    // CI sums up the results of all suites from these files.
    reporters: reportDir ? ['default', printSeed, ['json', { outputFile: join(reportDir, `${reportName}.json`) }]] : ['default', printSeed],
  },
})
