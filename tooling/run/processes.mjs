// Runs commands in process groups, so that stopping one stops all its children. Plain JavaScript: the launcher needs it before an install.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export const isWindows = process.platform === 'win32'

/** @type {readonly NodeJS.Signals[]} */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Sends a signal to a process group. Returns false when it has no processes left.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
const signalGroup = (pid, signal) => {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

/**
 * Ends a process group: sends the signal, waits until `deadline` (which may be moved earlier meanwhile), then sends SIGKILL. On
 * Windows there are no groups, so the process tree is killed at once.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 * @param {() => number} deadline
 */
const endGroup = async (pid, signal, deadline) => {
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  signalGroup(pid, signal)
  while (signalGroup(pid, 0) && Date.now() < deadline()) await sleep(50)
  // No further wait: only zombies can be left, which a container without an init never reaps.
  signalGroup(pid, 'SIGKILL')
}

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * The parent and the command line of a process, as far as the system reports them.
 * @param {number} pid
 * @returns {{ parent: number | undefined, command: string }}
 */
const describe = (pid) => {
  const unknown = { parent: undefined, command: '' }
  if (isWindows) return unknown
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  if (stdout) return { parent: Number.parseInt(stdout, 10), command: stdout.replace(/^\s*\d+\s+/, '') }
  try {
    // A slim container has no `ps`.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch {
    return unknown
  }
}

/**
 * Returns a function that tests whether the parent process is gone: `npm run` does not forward every signal, and SIGKILL cannot be
 * forwarded. A shell between npm and this process may survive npm, so then npm itself is watched.
 */
export const watchParent = () => {
  const parent = process.ppid
  const shell = describe(parent)
  const npm = /^\S*sh\s+-c\s/.test(shell.command) && shell.command.includes('tooling/run/run.mjs') ? shell.parent : undefined
  return () => process.ppid !== parent || (npm !== undefined && !isAlive(npm))
}

/**
 * Runs a command in a separate process group and returns its exit code. Ctrl-C, SIGTERM and the exit of the parent process end the
 * whole group; processes that the command leaves behind are ended too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { endWith?: NodeJS.Signals, endsCleanly?: boolean }} options `endWith` is the signal to end it with, for a command that leaves processes behind at other signals; with `endsCleanly` exit code 0 after a signal is returned, as of a server that shut down in time
 * @returns {Promise<number>} 130 after Ctrl-C, 143 after another signal, whatever the exit code of the command: a stopped step has neither failed nor succeeded
 */
export const runGroup = async (command, args, { endWith, endsCleanly = false, ...options }) => {
  const child = spawn(command, args, { stdio: 'inherit', shell: isWindows, detached: !isWindows, ...options })
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', resolve)
  })
  const { pid } = child
  if (pid === undefined) return (await exited) ?? 127

  /** @type {NodeJS.Signals | undefined} */
  let received
  let deadline = Number.POSITIVE_INFINITY
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    // A second Ctrl-C kills at once.
    deadline = received ? 0 : Date.now() + 30_000
    received ??= signal
    void endGroup(pid, endWith ?? signal, () => deadline)
  }
  for (const signal of endings) process.on(signal, end)
  const isOrphan = watchParent()
  const watch = setInterval(() => {
    if (!isOrphan()) return
    clearInterval(watch)
    end('SIGTERM')
  }, 300)

  const code = await exited
  clearInterval(watch)
  deadline = Math.min(deadline, Date.now() + 2_000)
  await endGroup(pid, 'SIGTERM', () => deadline)
  for (const signal of endings) process.off(signal, end)
  if (code !== null && !received) return code
  if (code === 0 && endsCleanly) return 0
  return received === 'SIGINT' ? 130 : 143
}
