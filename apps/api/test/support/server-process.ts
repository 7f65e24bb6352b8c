import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly origin: string
  readonly child: ChildProcess
  /** Every line of its log, as far as it was written. */
  readonly log: readonly string[]
  /** Resolves with its exit code once it has ended, whoever ended it. */
  readonly exited: Promise<number | null>
  /** Ends it at once when it still runs, and removes its data folder. */
  close(): Promise<void>
}

/** What no line of a server's log may hold: a statement, a value that went into one, an error that the runtime printed itself. */
export const neverLogged = [
  /\b(select|insert into|update|delete from)\b[^\n]{0,200}\b(from|values|set|where|returning)\b/i,
  /params:|\$1\b|DrizzleQueryError: |Failed query|triggerUncaughtException/,
]

/** Starts the bundle at `main` on a free port with `env`; resolves when it is ready. */
export const startServerProcess = async (main: string, env: Record<string, string>): Promise<ServerProcess> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pantheon-server-'))
  const log: string[] = []
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', PANTHEON_DATA_DIR: dataDir, LOG_LEVEL: 'info', OFFLINE_PACE_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  child.stderr.on('data', (text) => log.push(String(text)))
  const lines = createInterface(child.stdout)
  const ready = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      log.push(line)
      const entry = line.startsWith('{') ? (JSON.parse(line) as { msg: string; port?: number }) : undefined
      if (entry?.msg === 'ready') resolve(`http://127.0.0.1:${entry.port}`)
    })
    void exited.then(() => reject(new Error(`The server ended before it was ready:\n${log.join('\n')}`)))
  })
  return {
    origin: await ready,
    child,
    log,
    exited,
    close: async () => {
      if (child.exitCode === null) child.kill('SIGKILL')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
