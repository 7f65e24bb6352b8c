import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root, type Shop, serverEnv } from './places.ts'

const isReady = async (origin: string) => (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok

/** A separate built server for one journey, which can be killed and restarted. */
export interface OwnServer {
  /** Kills the process without a shutdown, as in a power failure. */
  kill: () => Promise<void>
  /** Restarts it on the same data and waits until it responds. */
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts a server with additional settings and waits until it responds. */
export const startServer = async (shop: Shop, settings: Record<string, string> = {}): Promise<OwnServer> => {
  let child: ChildProcess | undefined
  const end = () => void child?.kill('SIGKILL')
  process.once('exit', end)
  const endWith = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const start = async () => {
    const env = { ...process.env, ...serverEnv(shop), ...settings }
    const started = spawn(process.execPath, ['apps/api/dist/main.js'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child = started
    for (const deadline = Date.now() + 60_000; !(await isReady(shop.origin)); await new Promise((resolve) => setTimeout(resolve, 100))) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error(`The server does not answer at ${shop.origin}`)
    }
  }
  await start()
  return {
    kill: () => endWith('SIGKILL'),
    start,
    stop: async () => {
      await endWith('SIGTERM')
      process.off('exit', end)
    },
  }
}
