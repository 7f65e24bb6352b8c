// Loaded before a measured server: reports its CPU time or CPU profile to the parent process. Plain JavaScript, because a
// measured process must not spend time on transpiling.
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
