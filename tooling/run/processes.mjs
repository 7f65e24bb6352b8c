// Starting processes so that ending them ends everything they started. Plain JavaScript: the launcher needs it before an install.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export const isWindows = process.platform === 'win32'

/** @type {readonly NodeJS.Signals[]} */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Sends a signal to a process group. Answers false when nobody is left in it.
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
 * Ends a group: asks, waits until `deadline` (which may come nearer meanwhile), then insists. On Windows there are no groups, so
 * the process tree goes at once.
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
  // Nothing to wait for after this: what is left are entries that a container without an init never clears away.
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
 * The parent and the command line of a process, as far as the system tells.
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
 * Answers a function that says whether whoever started us is gone. `npm run` does not hand every signal on, and SIGKILL reaches
 * nobody else. Between npm and us there may be a shell that lives on, so then npm itself is watched.
 */
export const watchParent = () => {
  const parent = process.ppid
  const shell = describe(parent)
  const npm = /^\S*sh\s+-c\s/.test(shell.command) && shell.command.includes('tooling/run/run.mjs') ? shell.parent : undefined
  return () => process.ppid !== parent || (npm !== undefined && !isAlive(npm))
}

/**
 * Runs a command in a process group of its own and answers its exit code. Ctrl-C, SIGTERM and the disappearance of our own
 * parent all end the whole group; whatever the command leaves behind is ended too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { endWith?: NodeJS.Signals, endsCleanly?: boolean }} options `endWith` is what it is ended with where it leaves something behind at any other signal; `endsCleanly` says that 0 after a signal is its answer, as a server's that had time to stop
 * @returns {Promise<number>} 130 after Ctrl-C, 143 after another signal, whatever the command made of it: a step that was stopped is none that failed, and none that was done
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
    // A second Ctrl-C means now.
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
