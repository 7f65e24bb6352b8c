import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** Node's sampling interval, in milliseconds. It reports the time between two samples, so this is subtracted. */
const resolution = 20
/** The window of the figures. Readers with different intervals get the same figures. */
const windowMs = 15_000

/** The event loop delay of this process, over the last 15 to 30 seconds. Has to be closed. */
export const measureEventLoop = () => {
  // Two overlapping histograms: the one that is read covers at least one window, once the process is that old.
  let [older, newer] = [monitorEventLoopDelay({ resolution }), monitorEventLoopDelay({ resolution })]
  older.enable()
  newer.enable()
  let since = performance.eventLoopUtilization()
  let next = since
  const rotation = setInterval(() => {
    older.disable()
    ;[older, newer] = [newer, monitorEventLoopDelay({ resolution })]
    newer.enable()
    ;[since, next] = [next, performance.eventLoopUtilization()]
  }, windowMs).unref()
  const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - resolution / 1000) : 0)
  return {
    /** In seconds. */
    percentile: (percentile: number): number => seconds(older.percentile(percentile)),
    /** In seconds. */
    max: (): number => seconds(older.max),
    /** 0 to 1. */
    utilization: (): number => performance.eventLoopUtilization(since).utilization,
    close: (): void => {
      clearInterval(rotation)
      older.disable()
      newer.disable()
    },
  }
}
