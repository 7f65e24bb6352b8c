// Loaded before a measured server: tells its parent how much CPU the process has used, or where it went. Plain
// JavaScript, because nothing may translate code inside a process that is being measured.
import { Session } from 'node:inspector/promises'

const session = new Session()

/** @type {Readonly<Record<string, () => unknown>>} */
const answers = {
  cpu: () => process.cpuUsage(),
  'profile-start': async () => {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 250 })
    await session.post('Profiler.start')
  },
  'profile-stop': async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return profile
  },
}

process.on('message', async (question) => {
  process.send?.((await answers[String(question)]?.()) ?? null)
})
process.on('disconnect', () => process.exit())
