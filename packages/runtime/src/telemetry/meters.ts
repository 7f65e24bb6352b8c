/**
 * Meters of the running server. `createTelemetry` creates them; they are passed to the code they measure. Every string in their arguments
 * must come from a fixed list of the program: never an id, an address, SQL or user input.
 */

/** Counts hits and misses of one cache. */
export interface CacheMeter {
  record(isHit: boolean): void
}

/** Measures handlers of events. */
export interface EventMeter {
  /** Runs and measures the handler of a consumer for an event that was appended at `at`. Settles as `work` does. */
  handle(event: { consumer: string; name: string; at: Date }, work: () => Promise<void>): Promise<void>
}

/** How a run of a job ended; `lost` to a cancellation or another worker. */
export type JobOutcome = 'succeeded' | 'failed' | 'lost'

/** Measures runs of jobs. */
export interface JobMeter {
  /**
   * Runs and measures a job that was created at `createdAt`. Settles as `work` does: a rejection counts as `handed_back` when its signal
   * was aborted, else as `retried`.
   */
  run(job: { type: string; createdAt: Date; signal: AbortSignal }, work: () => Promise<JobOutcome>): Promise<void>
}
