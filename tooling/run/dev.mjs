// Everything a newcomer needs on one screen: starts the API and both apps, waits for them, and says where they are.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { isWindows, watchParent } from './processes.mjs'
import { issuesOnly } from './quiet-log.mjs'
import { welcome } from './welcome.mjs'

const root = resolve(import.meta.dirname, '../..')
const port = Number(process.env.PORT ?? 8787)
const apps = [
  { name: 'api', folder: 'apps/api', port, path: '/readyz', flags: '' },
  { name: 'aifactory', folder: 'apps/aifactory', port: port + 1, path: '/', flags: ` --port ${port + 1} --strictPort` },
  { name: 'pantheon', folder: 'apps/pantheon', port: port + 2, path: '/pantheon/', flags: ` --port ${port + 2}` },
]

const stop = (sentence) => {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

const isFree = (number, host) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(error.code !== 'EADDRINUSE'))
    probe.listen({ port: number, host }, () => probe.close(() => resolve(true)))
  })

const requirePorts = async () => {
  if (!Number.isInteger(port) || port < 1 || port > 65_533) stop(`PORT must be a number between 1 and 65533, not "${process.env.PORT}".`)
  for (const app of apps) {
    // Vite listens on one address family only, so both are asked.
    if ((await isFree(app.port, undefined)) && (await isFree(app.port, '127.0.0.1'))) continue
    stop(`Port ${app.port}, which ${app.name} needs, is taken. End what uses it, or choose three other ports in a row: PORT=${port + 100} npm run dev`)
  }
}

const origins = apps.flatMap((app) => [`http://localhost:${app.port}`, `http://127.0.0.1:${app.port}`])
const dataDir = resolve(root, process.env.PANTHEON_DATA_DIR ?? '.data')
const shared = {
  ...process.env,
  API_PORT: String(port),
  PANTHEON_DATA_DIR: dataDir,
  SEED_DEMO: process.env.SEED_DEMO ?? '1',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  ALLOWED_ORIGINS: [...origins, ...(process.env.ALLOWED_ORIGINS?.split(',') ?? [])].join(','),
}

const begin = (app) => {
  const cwd = join(root, app.folder)
  const script = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')).scripts.dev
  const env = { ...shared, PORT: String(app.port), PATH: `${join(cwd, 'node_modules/.bin')}${delimiter}${process.env.PATH}` }
  // `exec`: no shell stays between us and the server.
  const child = spawn(isWindows ? script + app.flags : `exec ${script}${app.flags}`, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const recent = []
  const isIssue = issuesOnly()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      recent.push(line)
      if (recent.length > 40) recent.shift()
      const shown = isIssue(line)
      if (shown !== undefined) console.error(`${app.name.padEnd(9)} │ ${shown}`)
    })
  }
  child.on('exit', (code) => {
    if (isEnding) return
    console.error(`\n${app.name} ended by itself (code ${code}). The last it said:\n${recent.map((line) => `  ${line}`).join('\n')}\n`)
    end(1)
  })
  return child
}

/** An app that answers with an error has said so in the log; only the API must also be ready to work. */
const answers = async (app) => {
  for (;;) {
    const response = await fetch(`http://localhost:${app.port}${app.path}`, { redirect: 'manual' }).catch(() => undefined)
    await response?.body?.cancel()
    if (response && (response.ok || app.name !== 'api')) return
    await sleep(100)
  }
}

let isEnding = false
let children = []
const end = (code) => {
  if (isEnding) return
  isEnding = true
  const left = children.filter((child) => child.exitCode === null && child.signalCode === null)
  let open = left.length
  if (open === 0) process.exit(code)
  for (const child of left) {
    child.once('exit', () => --open === 0 && process.exit(code))
    child.kill('SIGTERM')
  }
  // The launcher ends the whole process group when we leave, so a server that hangs does not outlive us.
  setTimeout(() => process.exit(code), 8_000)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))
const isOrphan = watchParent()
setInterval(() => isOrphan() && end(1), 300).unref()

await requirePorts()
console.log('Starting the API, AIFactory and Pantheon …')
children = apps.map(begin)
const patience = setTimeout(() => console.log('Still starting. Anything that went wrong is above.'), 30_000)
await Promise.all(apps.map(answers))
clearTimeout(patience)
console.log(await welcome({ apps, dataDir }))
