// `npm run dev`: starts the API and both apps, waits for them, and prints their addresses and the demo accounts.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, setPriority } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { createComeback } from './comeback.ts'
import { isWindows, watchParent } from './processes.mjs'
import { issuesOnly } from './quiet-log.ts'
import { welcome } from './welcome.ts'

interface App {
  readonly name: string
  readonly folder: string
  readonly port: number
  /** The path that is polled until the app responds; it must not need compiling first. */
  readonly path: string
  readonly flags: string
}

const root = resolve(import.meta.dirname, '../..')
const port = Number(process.env.PORT ?? 8787)
const ports = { api: port, aifactory: port + 1, pantheon: port + 2 }
const apps: readonly App[] = [
  { name: 'api', folder: 'apps/api', port: ports.api, path: '/readyz', flags: '' },
  { name: 'aifactory', folder: 'apps/aifactory', port: ports.aifactory, path: '/', flags: ` --port ${ports.aifactory} --strictPort` },
  { name: 'pantheon', folder: 'apps/pantheon', port: ports.pantheon, path: '/api/v1/system', flags: ` --port ${ports.pantheon}` },
]

const isFree = (number: number, host?: string) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(!('code' in error && error.code === 'EADDRINUSE')))
    probe.listen({ port: number, host }, () => probe.close(() => resolve(true)))
  })

/** The error message if a port is in use, or undefined when all are free. */
const portTrouble = async () => {
  if (!Number.isInteger(port) || port < 1 || port > 65_533) return `PORT must be a whole number between 1 and 65533, not "${process.env.PORT}".`
  for (const app of apps) {
    // Vite listens on one address family only, so both are checked.
    if ((await isFree(app.port)) && (await isFree(app.port, '127.0.0.1'))) continue
    return `Port ${app.port}, which ${app.name} needs, is taken. End what uses it, or choose three other ports in a row: PORT=${port + 100} npm run dev`
  }
  return
}

const origins = apps.flatMap((app) => [`http://localhost:${app.port}`, `http://127.0.0.1:${app.port}`])
const dataDir = resolve(root, process.env.PANTHEON_DATA_DIR ?? '.data')
const shared = {
  ...process.env,
  API_PORT: String(port),
  PANTHEON_DATA_DIR: dataDir,
  SEED_DEMO: process.env.SEED_DEMO ?? '1',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  // Links in mails and GitHub's callback URL point to the shop.
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${ports.aifactory}`,
  ALLOWED_ORIGINS: [...origins, ...(process.env.ALLOWED_ORIGINS?.split(',') ?? [])].join(','),
}

const comeback = createComeback('api')
let hasError = false

const begin = (app: App): ChildProcess => {
  const cwd = join(root, app.folder)
  const script: string = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).scripts.dev
  const env = { ...shared, PORT: String(app.port), PATH: `${join(cwd, 'node_modules/.bin')}${delimiter}${process.env.PATH}` }
  // `exec`: no shell remains between this process and the server.
  const child = spawn(`${isWindows ? '' : 'exec '}${script}${app.flags}`, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const recent: string[] = []
  const shownOf = issuesOnly()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (recent.push(line) > 40) recent.shift()
      const shown = shownOf(line)
      if (shown === undefined) return
      console.error(`${app.name.padEnd(9)} │ ${shown.text}`)
      hasError ||= shown.isError
      if (app.name === 'api') comeback.shows(shown.isError, Date.now())
    })
  }
  child.once('exit', (code) => {
    if (isEnding) return
    console.error(`\n${app.name} ended by itself (code ${code}). The last it said:\n${recent.map((line) => `  ${line}`).join('\n')}\n`)
    end(1)
  })
  return child
}

/** Whether an app responds. Error responses count, as they are in the log; only the API must also be ready. */
const answers = async (app: App) => {
  for (;;) {
    const response = await fetch(`http://localhost:${app.port}${app.path}`, { redirect: 'manual' }).catch(() => undefined)
    await response?.body?.cancel()
    if (response && (response.ok || app.name !== 'api')) return
    await sleep(100)
  }
}

const isThere = async ({ port: at, path }: App): Promise<boolean> => {
  const response = await fetch(`http://localhost:${at}${path}`, { signal: AbortSignal.timeout(3000) }).catch(() => undefined)
  await response?.body?.cancel()
  return response?.ok === true
}

/** Reports when the API stops because of an error in a file, and when it is running again. */
const followApi = async () => {
  const [api] = apps
  while (api && !isEnding) {
    const says = comeback.look(await isThere(api), Date.now())
    if (says !== undefined && !isEnding) console.log(says)
    await sleep(1000)
  }
}

let isEnding = false
let children: readonly ChildProcess[] = []
const end = (code: number) => {
  if (isEnding) return
  isEnding = true
  const left = children.filter((child) => child.exitCode === null && child.signalCode === null)
  let open = left.length
  if (open === 0) process.exit(code)
  for (const child of left) {
    child.once('exit', () => {
      open -= 1
      if (open === 0) process.exit(code)
    })
    child.kill('SIGTERM')
  }
  // The launcher ends the whole process group when this process exits, so a hanging server does not outlive it.
  setTimeout(() => process.exit(code), 8_000)
}

const trouble = await portTrouble()
if (trouble) {
  console.error(`\n${trouble}\n`)
  process.exit(1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))
const isOrphan = watchParent()
setInterval(() => isOrphan() && end(1), 300).unref()
console.log('Starting the API, AIFactory and Pantheon …')
children = apps.map(begin)
const patience = setTimeout(() => console.log(hasError ? 'Still starting. What went wrong is above.' : 'Still starting.'), 30_000)
await Promise.all(apps.map(answers))
clearTimeout(patience)
console.log(await welcome(ports, dataDir))
void followApi()
// Next compiles a page at its first request; this one compiles it before somebody opens it.
await fetch(`http://localhost:${ports.pantheon}/pantheon/`).catch(() => undefined)
// Editors read the router's type from its declarations, which are written once the servers are up.
const declarations = spawn('turbo', ['run', 'declarations', '--output-logs=errors-only'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: isWindows,
})
if (declarations.pid !== undefined) setPriority(declarations.pid, constants.priority.PRIORITY_LOW)
children = [...children, declarations]
