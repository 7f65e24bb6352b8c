/**
 * What is measured while the server works. `createTelemetry` makes these; they are handed to whatever they measure. Every text in
 * their arguments comes from a list that the program knows: never an id, an address, SQL or what somebody wrote.
 */

/** Counts what was asked of one cache. */
export interface CacheMeter {
  record(isHit: boolean): void
}

/** Measures handlers of events. */
export interface EventMeter {
  /** Runs the handler of a consumer for an event that was appended at `at`. Ends as `work` does. */
  handle(event: { consumer: string; name: string; at: Date }, work: () => Promise<void>): Promise<void>
}

/** How a run of a job ended; `lost` to a cancellation or another worker. */
export type JobOutcome = 'succeeded' | 'failed' | 'lost'

/** Measures runs of jobs. */
export interface JobMeter {
  /**
   * Runs a job that was made at `createdAt`. Ends as `work` does: a rejection counts as `handed_back` when its signal was aborted,
   * else as `retried`.
   */
  run(job: { type: string; createdAt: Date; signal: AbortSignal }, work: () => Promise<JobOutcome>): Promise<void>
}
