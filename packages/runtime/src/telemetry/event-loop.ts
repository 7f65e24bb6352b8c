import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** How often Node looks at the loop, in milliseconds. What it reports is the time between two looks, so this is taken off. */
const resolution = 20
/** How far back the figures go. Several readers, each at its own pace, see the same figures. */
const windowMs = 15_000

/** How late the event loop of this process is, over the last 15 to 30 seconds. Close it. */
export const measureEventLoop = () => {
  // Two that overlap: the one that is read has seen a window's time, or as much as there is.
  let [older, newer] = [monitorEventLoopDelay({ resolution }), monitorEventLoopDelay({ resolution })]
  older.enable()
  newer.enable()
  let since = performance.eventLoopUtilization()
  let next = since
  const turn = setInterval(() => {
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
      clearInterval(turn)
      older.disable()
      newer.disable()
    },
  }
}
