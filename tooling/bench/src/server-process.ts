import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Profile } from './profile.ts'

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url))

/** A server in a separate process that reports its CPU time. */
export interface ServerProcess {
  readonly port: number
  /** CPU seconds the process has used so far, on all its threads. */
  readonly cpuSeconds: () => Promise<number>
  /** Runs `work` under the sampling profiler. */
  readonly profile: (work: () => Promise<void>) => Promise<Profile>
  readonly stop: () => Promise<void>
}

const isReady = (line: string): boolean => line.startsWith('{') && line.includes('"msg":"ready"')

const readPort = async (child: ChildProcess, logFile: string): Promise<number> => {
  for (let i = 0; i < 300; i++) {
    const log = readFileSync(logFile, 'utf8')
    const line = log.split('\n').find(isReady)
    if (line) return (JSON.parse(line) as { port: number }).port
    if (child.exitCode !== null) throw new Error(`A server ended before it was ready.\n${log.slice(-3000)}`)
    await sleep(100)
  }
  throw new Error(`A server was not ready after 30 seconds.\n${readFileSync(logFile, 'utf8').slice(-3000)}`)
}

/** Starts `script` with `env` and only the PATH of this environment; its output goes to `logFile`. */
export const startServer = async (script: string, env: Record<string, string>, logFile: string): Promise<ServerProcess> => {
  const log = openSync(logFile, 'w')
  const child = spawn(process.execPath, ['--import', probe, script], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', SHUTDOWN_DRAIN_SECONDS: '0', ...env },
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  const ask = async (question: string): Promise<unknown> => {
    const answered = once(child, 'message')
    child.send(question)
    const [answer] = await answered
    return answer
  }
  return {
    port: await readPort(child, logFile),
    cpuSeconds: async () => {
      const { user, system } = (await ask('cpu')) as NodeJS.CpuUsage
      return (user + system) / 1e6
    },
    profile: async (work) => {
      await ask('profile-start')
      await work()
      return (await ask('profile-stop')) as Profile
    },
    stop: async () => {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    },
  }
}
