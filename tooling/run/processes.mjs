// Starting processes so that ending them ends everything they started.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export const isWindows = process.platform === 'win32'
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Sends a signal to a process group. Answers false when nobody is left in it. */
const signalGroup = (pid, signal) => {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

/** Ends a group: asks, waits for `graceMs`, then insists. On Windows there are no groups, so the process tree goes at once. */
const endGroup = async (pid, signal = 'SIGTERM', graceMs = 10_000) => {
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  const deadline = Date.now() + graceMs
  signalGroup(pid, signal)
  while (signalGroup(pid, 0)) {
    if (Date.now() > deadline) signalGroup(pid, 'SIGKILL')
    await sleep(50)
  }
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The parent and the command line of a process, as far as the system tells. */
const describe = (pid) => {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  if (stdout) return { parent: Number.parseInt(stdout, 10), command: stdout }
  try {
    // A slim container has no `ps`.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return { parent: Number(fields[1]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  } catch {
    return { parent: undefined, command: '' }
  }
}

/**
 * Answers a function that says whether whoever started us is gone. `npm run` does not hand every signal on, and SIGKILL reaches
 * nobody else. Between npm and us there may be a shell that lives on, so then npm itself is watched.
 */
export const watchParent = () => {
  const parent = process.ppid
  const shell = isWindows ? { command: '' } : describe(parent)
  const npm = /^\s*\d*\s*\S*sh\s*\0?-c/.test(shell.command) && shell.command.includes('tooling/run/run.mjs') ? shell.parent : undefined
  return () => process.ppid !== parent || (npm !== undefined && !isAlive(npm))
}

/**
 * Runs a command in a process group of its own and answers its exit code. Ctrl-C, SIGTERM and the disappearance of our own
 * parent all end the whole group; whatever the command leaves behind is ended too.
 */
export const runGroup = async (command, args, options) => {
  const child = spawn(command, args, { stdio: 'inherit', shell: isWindows, detached: !isWindows, ...options })
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, error }))
    child.once('exit', (code) => resolve({ code }))
  })
  if (child.pid === undefined) return (await exited).code

  let received
  const end = (signal) => {
    const isFirst = received === undefined
    received ??= signal
    // A second Ctrl-C means now.
    void endGroup(child.pid, signal, isFirst ? 10_000 : 0)
  }
  for (const signal of signals) process.on(signal, end)
  const isOrphan = watchParent()
  const watch = setInterval(() => {
    if (!isOrphan()) return
    clearInterval(watch)
    end('SIGTERM')
  }, 300)

  const { code } = await exited
  clearInterval(watch)
  await endGroup(child.pid, 'SIGTERM', 2_000)
  for (const signal of signals) process.off(signal, end)
  if (code !== null) return code
  return received === 'SIGINT' ? 130 : 143
}
