import type { Tx } from '@pantheon/db'

/** One delivery of a job. `tries` counts deliveries from 1. `signal` aborts when the lease is lost or the worker stops. */
export interface Delivery {
  jobId: string
  tries: number
  signal: AbortSignal
}

/**
 * Delivers jobs at least once, to one worker at a time. A delivery has a lease that a heartbeat renews; when its process dies, the lease
 * expires and the job is delivered again.
 */
export interface JobQueue {
  readonly name: string
  /** Enqueues the job when `tx` commits. */
  enqueue(tx: Tx, jobId: string): Promise<void>
  /** Starts delivering. When `handle` resolves, the job is removed; when it rejects, the job is delivered again with backoff. */
  start(handle: (delivery: Delivery) => Promise<void>): Promise<void>
  /** Stops delivering, aborts running jobs, and releases them, so that another worker gets them at once. */
  stop(): Promise<void>
}
