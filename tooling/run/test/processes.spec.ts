import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'

const processes = new URL('../processes.mjs', import.meta.url).href
// A task that starts a helper, which, deaf to signals, outlives most launchers.
const stubborn = "for (const s of ['SIGINT', 'SIGTERM']) process.on(s, () => {}); console.log(process.pid); setInterval(() => {}, 1000)"
const task = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`
const launcher = `import { runGroup } from ${JSON.stringify(processes)}
process.exit(await runGroup(process.execPath, ['-e', ${JSON.stringify(task)}], {}))`

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
})

/** Starts the launcher, under `around` when it is given, and waits until the innermost process says its id. */
const launch = async (around?: (command: string) => string) => {
  const command = ['--input-type=module', '-e', launcher]
  const child = around
    ? spawn(process.execPath, ['-e', around(JSON.stringify(command))], { stdio: ['ignore', 'pipe', 'inherit'] })
    : spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, helper: Number(line) }
}

const isGoneSoon = async (pid: number) => {
  for (let waited = 0; waited < 15_000 && isAlive(pid); waited += 100) await sleep(100)
  return !isAlive(pid)
}

describe.skipIf(process.platform === 'win32')('Ending a task', () => {
  // What is deaf is given three seconds: both wait beside each other.
  it.concurrent('ends what the task started, however deaf it is', async () => {
    const { child, helper } = await launch()
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(143)
    expect(await isGoneSoon(helper)).toBe(true)
  })

  it.concurrent('ends the task when whoever started it is killed', async () => {
    const { child, helper } = await launch((args) => `require('node:child_process').spawn(process.execPath, ${args}, { stdio: 'inherit' })`)
    child.kill('SIGKILL')
    expect(await isGoneSoon(helper)).toBe(true)
  })

  it('needs no patience after a second signal', async () => {
    const { child, helper } = await launch()
    child.kill('SIGINT')
    await sleep(200)
    const asked = performance.now()
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(performance.now() - asked).toBeLessThan(1_500)
    expect(await isGoneSoon(helper)).toBe(true)
  })

  /** A command that is asked to end, and answers the signal with an exit code of its own. */
  const answering = async (code: number, options: string) => {
    const says = `process.on('SIGINT', () => process.exit(${code})); console.log(process.pid); setInterval(() => {}, 1000)`
    const script = `import { runGroup } from ${JSON.stringify(processes)}
process.exit(await runGroup(process.execPath, ['-e', ${JSON.stringify(says)}], ${options}))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    started.push(child)
    await once(createInterface({ input: child.stdout }), 'line')
    child.kill('SIGINT')
    return (await once(child, 'exit'))[0]
  }

  it.each([0, 1])('says that a step was stopped, even if that answers Ctrl-C with %i', async (code) => {
    expect(await answering(code, '{}')).toBe(130)
  })

  it('leaves it to a server to say that it ended well, and no other', async () => {
    expect(await answering(0, '{ endsCleanly: true }')).toBe(0)
    expect(await answering(1, '{ endsCleanly: true }')).toBe(130)
  })
})
