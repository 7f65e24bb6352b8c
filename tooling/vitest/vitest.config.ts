import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { HeavyFirst } from './heavy-first.ts'

const root = resolve(import.meta.dirname, '../..')
const reportDir = process.env.PANTHEON_REPORT_DIR
/** `npm run build` asks for a look at the bundles once they are there; `npm test` has none to look at. */
const looksAtBundles = process.env.CHECK_BUNDLES === '1'
/** `npm run check` asks for a look at what clients are compiled against, once its declarations are there. */
const looksAtTypes = process.env.CHECK_TYPES === '1'

/** A run of some files only, which are known by a word that they import from @pantheon/db/testing. */
interface Part {
  readonly report: string
  readonly imports: RegExp
}
const importing = (names: string) => new RegExp(`import \\{[^}]*\\b(?:${names})\\b[^}]*\\} from '(?:@pantheon/db|\\.\\./src)/testing`)
/** The stories that `npm test` tells on SQLite alone, on PostgreSQL: the second half of CI. The rest has run on both already. */
const onPostgres: Part = { report: 'test-pg', imports: importing('storyDialects') }
/** What is random, long or large, in full. */
const deep: Part = { report: 'test-deep', imports: importing('budget|isDeep|rounds|someOf') }
const part = process.env.TEST_DEEP === '1' ? deep : process.env.TEST_DIALECTS === 'pg' ? onPostgres : undefined
const filesOf = (room: string, { imports }: Part): string[] => {
  const folder = join(root, room, 'test')
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const isOfPart = (name: string) => /\.(?:test|spec)\.ts$/.test(name) && imports.test(readFileSync(join(folder, name), 'utf8'))
  return names.filter(isOfPart).map((name) => `${room}/test/${name}`)
}
/** What keeps the machine's time has nothing to tell at another: a PostgreSQL. */
const keepsTime = ['database-connections', 'database-faults', 'silent-listener'].map((file) => `apps/api/test/faults/${file}.spec.ts`)
const leftOut = [
  ...(looksAtBundles ? [] : ['apps/api/test/transport/bundles.spec.ts']),
  ...(looksAtTypes ? [] : ['tooling/arch/test/client-types.spec.ts', 'packages/client/test/package.spec.ts']),
  ...(process.env.TEST_DIALECTS === 'sqlite' ? keepsTime : []),
]
const reportName = looksAtBundles ? 'bundles' : looksAtTypes ? 'check' : (part?.report ?? (process.env.TEST_DIALECTS === 'sqlite' ? 'test-times' : 'test'))

// What is random in the tests is drawn by one seed for all processes, which they find in their environment.
process.env.TEST_SEED ||= String(randomInt(2 ** 31))
const tellSeed: Reporter = {
  onInit: ({ logger }) => logger.log(`TEST_SEED=${process.env.TEST_SEED} repeats what is random in this run.`),
}

const rooms = [
  ...['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
  'tooling/arch',
  'tooling/fakes',
  'tooling/run',
]
const manifestOf = (room: string) => join(root, room, 'package.json')

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Only files that can reach a database pay for starting one: a pure rule's test runs in a blink. */
const usesDatabase = (room: string): boolean => {
  const { dependencies = {} }: Manifest = JSON.parse(readFileSync(manifestOf(room), 'utf8'))
  return room === 'packages/db' || '@pantheon/db' in dependencies
}

/** What holds in each project. The number of workers is none of it: a project's own would be stronger than what the command line says. */
const everywhere = {
  // Native addons (SQLite, argon2) want a process each.
  pool: 'forks' as const,
  // Nothing of ours lives in a module (no singletons), so files can share what they import: a third less CPU.
  isolate: false,
  // Tests wait for states. These limits end what hangs, on a machine that is busy with other things too.
  testTimeout: 120_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
  // As with the journeys: what passes at a second try in CI is printed as retried, without a busy machine holding up a release.
  retry: process.env.CI ? 1 : 0,
}

/** Rooms whose files share their two processes, and so what they import: a process for each room would spend its time on importing. */
const project = (name: string, its: readonly string[]) => ({
  test: {
    ...everywhere,
    name,
    include: its.flatMap((room) => (part ? filesOf(room, part) : [`${room}/test/**/*.{test,spec}.{ts,tsx}`, `${room}/src/**/*.test.{ts,tsx}`])),
    exclude: leftOut,
    globalSetup: its.some(usesDatabase) ? [join(import.meta.dirname, 'postgres.ts')] : [],
  },
})
const inRooms = rooms.filter((room) => existsSync(manifestOf(room)))
const others = inRooms.filter((room) => room !== 'apps/api')
const projects = [
  project('api', ['apps/api']),
  project('database', others.filter(usesDatabase)),
  project(
    'pure',
    others.filter((room) => !usesDatabase(room)),
  ),
]

export default defineConfig({
  root,
  test: {
    projects,
    // One more than a small machine has cores: a story waits for its database, its sockets and its children a third of its time.
    maxWorkers: 3,
    sequence: { sequencer: HeavyFirst },
    // `npm run coverage` turns it on. Files that no test loads count, too; what others wrote, or a program, does not.
    coverage: {
      provider: 'v8',
      include: ['apps/*/src/**/*.{ts,tsx}', 'packages/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.ts', '**/*.d.ts', '**/testing/**', '**/*.gen.ts', 'packages/api-types/**'],
      reporter: ['json-summary'],
    },
    // CI adds the numbers of all suites up from these files.
    reporters: reportDir ? ['default', tellSeed, ['json', { outputFile: join(reportDir, `${reportName}.json`) }]] : ['default', tellSeed],
  },
})
