#!/usr/bin/env node
// The entry point of `npm run dev`, `npm test`, … and the same with pnpm, on a machine that has only Node and npm.
// Provides the pinned pnpm, installs when the lockfile has changed, then runs the task.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rebuildAddon, restoreAddon } from './native-addon.mjs'
import { isWindows, runGroup } from './processes.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const stampFile = join(root, 'node_modules/.pantheon-install.json')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const pinnedPnpm = manifest.packageManager.split('@')[1].split('+')[0]

const server = 'apps/api/dist/main.js'

/** @type {Readonly<Record<string, readonly [string, ...string[]]>>} */
const tasks = {
  dev: ['node', '--import', 'tsx', 'tooling/run/dev.ts'],
  start: ['node', server],
  test: ['vitest', 'run', '--config', 'tooling/vitest/vitest.config.ts'],
  'test:times': ['node', '--import', 'tsx', 'tooling/run/test-times.ts'],
  'test:deep': ['vitest', 'run', '--config', 'tooling/vitest/vitest.config.ts'],
  coverage: ['node', '--import', 'tsx', 'tooling/run/coverage.ts'],
  check: ['node', '--import', 'tsx', 'tooling/run/check.ts'],
  build: ['node', '--import', 'tsx', 'tooling/run/build.ts'],
  e2e: ['node', '--import', 'tsx', 'tooling/run/e2e.ts'],
  package: ['node', '--import', 'tsx', 'tooling/run/package.ts'],
  'db:generate': ['pnpm', '--filter', '@pantheon/db', 'db:generate'],
  bench: ['pnpm', '--filter', '@pantheon/bench', 'bench'],
  'import:prisma': ['node', '--import', 'tsx', 'apps/api/src/import-prisma/main.ts'],
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

const requireNode = () => {
  const least = manifest.engines.node.replace('>=', '')
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [leastMajor, leastMinor] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  stop(`Pantheon needs Node ${least} or newer; this is Node ${process.versions.node}. Install one from https://nodejs.org and run the command again.`)
}

const environment = () => {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  // Native addons without a prebuilt binary are compiled against the headers of this Node, without a download.
  const prefix = resolve(dirname(process.execPath), '..')
  if (!env.npm_config_nodedir && existsSync(join(prefix, 'include/node/node_api.h'))) env.npm_config_nodedir = prefix
  env.JOBS ??= 'max'
  prepend(env, dirname(process.execPath))
  prepend(env, join(root, 'node_modules/.bin'))
  return env
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 */
const prepend = (env, folder) => {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  env[name] = `${folder}${delimiter}${env[name] ?? ''}`
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @param {readonly string[]} args
 */
const output = (env, command, args) => {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', shell: isWindows, stdio: ['ignore', 'pipe', 'pipe'] })
  return result.status === 0 ? result.stdout.trim() : undefined
}

/** @returns {{ key?: string, pnpm?: string }} */
const readStamp = () => {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * Puts a pnpm of the pinned major version on the PATH: the one used last time, the machine's own, else npm downloads the pinned one into its cache.
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} remembered
 */
const providePnpm = (env, remembered) => {
  if (remembered && existsSync(join(remembered, isWindows ? 'pnpm.cmd' : 'pnpm'))) {
    prepend(env, remembered)
    return remembered
  }
  if (output(env, 'pnpm', ['--version'])?.split('.')[0] === pinnedPnpm.split('.')[0]) return undefined
  console.log(`Getting pnpm ${pinnedPnpm} …`)
  const found = output(env, 'npm', ['exec', '--yes', `--package=pnpm@${pinnedPnpm}`, '-c', isWindows ? 'where pnpm.cmd' : 'command -v pnpm'])
  if (!found) stop(`Could not get pnpm ${pinnedPnpm} from the package registry. Check the network, then run the command again.`)
  const folder = dirname(found.split(/\r?\n/)[0] ?? found)
  prepend(env, folder)
  return folder
}

/** The key of an install: native addons are built for one Node ABI and platform, so it contains those and the lockfile. */
const installKey = () => {
  const hash = createHash('sha256').update(`${process.versions.modules} ${process.platform} ${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * Whether the database's native addon runs on this Node. An install keeps an addon that another Node built.
 * @param {NodeJS.ProcessEnv} env
 */
const addonLoads = (env) => {
  const opens = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['-e', opens], { cwd: join(root, 'packages/db'), env, stdio: 'ignore' }).status === 0
}

const addonMissing = `better-sqlite3 could not be built for Node ${process.versions.node}, and the rest of the install waits for it.
Where no binary can be downloaded it is compiled: that takes Python 3, make, a C++ compiler and the headers of this Node
(include/node beside its bin, or npm_config_nodedir). Put them there and run the command again. Or go back to the Node of before: what was built for it is still here.`

/** @param {NodeJS.ProcessEnv} env */
const provideAddon = async (env) => {
  const folder = realpathSync(join(root, 'packages/db/node_modules/better-sqlite3'))
  restoreAddon(folder)
  if (addonLoads(env)) return
  // pnpm reports Ctrl-C as a failure unless it is killed; `rebuildAddon` cleans up after it.
  const rebuild = () => runGroup('pnpm', ['rebuild', '--recursive', 'better-sqlite3'], { cwd: root, env, endWith: 'SIGKILL' })
  const { isBuilt, code } = await rebuildAddon(folder, rebuild, () => addonLoads(env))
  if (code >= 128) process.exit(code)
  if (!isBuilt) stop(addonMissing)
}

/** @param {NodeJS.ProcessEnv} env */
const provideDependencies = async (env) => {
  const key = installKey()
  const stamp = readStamp()
  const pnpm = providePnpm(env, stamp.pnpm)
  if (stamp.key === key) return
  // If the install is interrupted or fails from here on, the next command starts it again.
  rmSync(stampFile, { force: true })
  const reporter = process.stdout.isTTY ? 'default' : 'append-only'
  const code = await runGroup('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', `--reporter=${reporter}`], { cwd: root, env })
  if (code >= 128) process.exit(code)
  if (code !== 0) {
    console.error('\nThe dependencies could not be installed; the lines above say why.\n')
    process.exit(code)
  }
  await provideAddon(env)
  writeFileSync(stampFile, JSON.stringify({ key, pnpm }))
}

requireNode()
const [name = '', ...rest] = process.argv.slice(2)
const task = tasks[name]
if (!task) stop(`Unknown task "${name}". There is: ${Object.keys(tasks).join(', ')}.`)
if (name === 'start' && !existsSync(join(root, server))) stop('There is no build to start yet. Run `npm run build` first.')
const env = environment()
if (name === 'test:deep') env.TEST_DEEP = '1'
await provideDependencies(env)
if (['dev', 'start', 'import:prisma'].includes(name) && existsSync(join(root, '.env'))) {
  const before = { ...process.env }
  process.loadEnvFile(join(root, '.env'))
  for (const [variable, value] of Object.entries(process.env)) if (!(variable in before)) env[variable] = value
}
process.exit(await runGroup(task[0], [...task.slice(1), ...rest], { cwd: root, env, endsCleanly: true }))
