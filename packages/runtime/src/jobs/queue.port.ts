import type { Tx } from '@pantheon/db'

/** One delivery of a job. `tries` counts deliveries from 1. `signal` aborts when the lease is lost or the worker stops. */
export interface Delivery {
  jobId: string
  tries: number
  signal: AbortSignal
}

/**
 * Delivers jobs at least once to one worker at a time. A delivery is held by a lease that a heartbeat renews;
 * when its process dies, the lease runs out and the job is delivered again.
 */
export interface JobQueue {
  readonly name: string
  /** Puts the job on the queue when, and only when, `tx` commits. */
  enqueue(tx: Tx, jobId: string): Promise<void>
  /** Starts delivering. `handle` resolving ends the job; rejecting brings it back after a growing pause. */
  start(handle: (delivery: Delivery) => Promise<void>): Promise<void>
  /** Stops delivering, aborts what runs, and hands it back, so that another worker takes it at once. */
  stop(): Promise<void>
}
