// `npm run test:times`: runs the pure and the SQLite tests at other times and in other time zones, under libfaketime. Names
// (`npm run test:times -- in-400-days`) select times; arguments after `--` are passed to Vitest.
// The monotonic clock, file times, Go binaries and an external PostgreSQL keep the real time: hence SQLite only.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runGroup } from './processes.mjs'
import { type TestTime, testTimes } from './times.ts'

const root = resolve(import.meta.dirname, '../..')

/** The paths of the library on Debian, Fedora and Homebrew; LIBFAKETIME sets another. */
const findLibrary = (): string | undefined => {
  const architectures = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu')) : []
  const folders = [...architectures.map((name) => `/usr/lib/${name}/faketime`), '/usr/lib64/faketime', '/usr/lib/faketime', '/usr/local/lib/faketime']
  return [process.env.LIBFAKETIME ?? '', ...folders.map((folder) => join(folder, 'libfaketime.so.1'))].find((file) => file !== '' && existsSync(file))
}

const secondsFromNow = (at: Date): string => {
  const seconds = Math.round((at.getTime() - Date.now()) / 1000)
  return `${seconds < 0 ? '' : '+'}${seconds}`
}

const environment = (library: string, { at, timeZone }: TestTime): NodeJS.ProcessEnv => ({
  ...process.env,
  LD_PRELOAD: library,
  // An offset, not an instant, so that all processes of the run have the same time, whenever they start.
  FAKETIME: secondsFromNow(at),
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  NO_FAKE_STAT: '1',
  TZ: timeZone,
  TEST_DIALECTS: 'sqlite',
})

const library = findLibrary()
if (library === undefined) {
  console.error('\nlibfaketime is not here. Install it with the system’s package manager (Debian: faketime), or set LIBFAKETIME to its path.\n')
  process.exit(1)
}
const split = process.argv.indexOf('--')
const names = process.argv.slice(2, split === -1 ? undefined : split)
const forVitest = split === -1 ? [] : process.argv.slice(split + 1)
const times = testTimes(new Date())
const unknown = names.filter((name) => !times.some((time) => time.name === name))
if (unknown.length > 0) {
  console.error(`\nThere is no time called ${unknown.join(', ')}; there is ${times.map(({ name }) => name).join(', ')}.\n`)
  process.exit(1)
}
for (const time of times.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.log(`\n── ${time.name}: ${time.at.toISOString()} in ${time.timeZone}`)
  const args = ['run', '--config', 'tooling/vitest/vitest.config.ts', ...forVitest]
  const code = await runGroup('vitest', args, { cwd: root, env: environment(library, time) })
  if (code !== 0) process.exit(code)
}
