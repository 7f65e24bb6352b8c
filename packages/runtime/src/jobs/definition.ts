import type { AgentManifest, AnyJobContract, JobContract } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import type { Actor } from '@pantheon/kernel'

/** What a step works with. */
export interface StepContext {
  readonly signal: AbortSignal
  /** Writes in the transaction that stores the step's result: both happen, or neither. */
  write(work: (tx: Tx) => Promise<void>): void
}

/** How far the work has come: in percent, and in parts that a page can put into words. */
export interface JobProgress<S> {
  percent: number
  step: S
}

/** What a job runs with. */
export interface JobContext<I, O, S> {
  readonly job: { readonly id: string; readonly organizationId: string; readonly userId: string; readonly orderId: string | null }
  readonly input: I
  /** The agent in the job's organization, with the permissions of its manifest. */
  readonly actor: Actor
  /** Aborts when the job is cancelled, its lease is lost or the process stops. */
  readonly signal: AbortSignal
  /**
   * Runs once in the life of a job: its result is stored under `key`, as JSON, and a resumed job reads it instead of doing it again.
   * The value comes back as JSON has it. Rejects with `JobLost` when the job is no longer this worker's, with
   * `job.step_too_large` past 256 KiB.
   */
  step<T>(key: string, work: (step: StepContext) => Promise<T>): Promise<T>
  /**
   * Saves a part of the work and the progress it means, in one transaction. `output` is what there is to look at by now. Rejects
   * with `JobLost` when the job is no longer this worker's, so nothing is written twice.
   */
  commit(progress: JobProgress<S>, write: (tx: Tx) => Promise<void>, output?: O): Promise<void>
  /**
   * Calls a procedure, as `agents.tasks.list`, as the agent: with its permissions and the organization's limits. Rejects with the
   * failure that a person would be answered with. What it changes belongs into a step, or a resumed job does it again.
   */
  tool<T>(path: string, input: unknown): Promise<T>
}

/** One type of job: what crosses the wire of it, and how it is done. */
export interface JobDefinition<T extends string, R, I, O, S> extends JobContract<T, R, I, O, S> {
  /** Runs until the work is done. Run again after an interruption, it goes on from its stored steps and from what it wrote. */
  run(ctx: JobContext<I, O, S>): Promise<O>
}
export interface AnyJobDefinition extends AnyJobContract {
  // biome-ignore lint/suspicious/noExplicitAny: a list holds definitions of different types, and only a job's own definition runs it
  run(ctx: JobContext<any, any, any>): Promise<unknown>
}

/** An agent that runs here. */
export interface JobAgent {
  readonly manifest: AgentManifest
  /** What it works with, and whether that only drafts. */
  readonly engine: { readonly engine: string; readonly isOffline: boolean }
  /** What it does. An order becomes a job of the first of these that takes what was ordered. */
  readonly jobs: readonly AnyJobDefinition[]
}
