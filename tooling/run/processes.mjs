// Starting processes so that ending them ends everything they started.
import { spawn, spawnSync } from 'node:child_process'
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
  // `npm run` does not hand SIGTERM on, and SIGKILL reaches nobody else: when our parent goes, so do we.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
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
