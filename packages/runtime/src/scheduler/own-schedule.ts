import { createPump, type Logger } from '@pantheon/kernel'
import { limitedRun } from './limited-run.ts'
import { pauseAfter, type Schedule } from './schedule.ts'

/** A schedule of the scope `process`. */
export type OwnSchedule = Extract<Schedule, { every: number }>

/** A running schedule of this process. */
export interface RunningSchedule {
  /** Runs it at once, or as soon as the current run ends. */
  wake(): void
  /** Starts no more runs; resolves when the current one has ended. */
  stop(): Promise<void>
}

/** Runs a per-process schedule: now, and then at intervals of real time, until it is stopped. */
export const startOwn = (schedule: OwnSchedule, logger: Logger, maxMs: number): RunningSchedule => {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const pump = createPump(async () => {
    clearTimeout(timer)
    if (stop.signal.aborted) return
    const begunAt = performance.now()
    try {
      await limitedRun((signal) => schedule.run(signal), stop.signal, maxMs)
      failures = 0
    } catch (err) {
      failures++
      if (!stop.signal.aborted) logger.warn({ err, schedule: schedule.name, failures }, 'a schedule failed; it is tried again')
    }
    const wait = failures > 0 ? pauseAfter(failures) : begunAt + schedule.every - performance.now()
    if (!stop.signal.aborted) timer = setTimeout(pump.wake, Math.max(wait, 0))
  })
  pump.wake()
  return {
    wake: pump.wake,
    stop: () => {
      stop.abort(new Error('The system is stopping'))
      clearTimeout(timer)
      return pump.idle()
    },
  }
}
