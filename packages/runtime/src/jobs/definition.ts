import type { AgentManifest, AnyJobContract, JobContract } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import type { Actor } from '@pantheon/kernel'

/** The context of a step. */
export interface StepContext {
  readonly signal: AbortSignal
  /** Writes in the transaction that stores the step's result, so that both happen or neither. */
  write(work: (tx: Tx) => Promise<void>): void
}

/** Progress: in percent, and as data that a page can translate. */
export interface JobProgress<S> {
  percent: number
  step: S
}

/** The context of a job. */
export interface JobContext<I, O, S> {
  readonly job: { readonly id: string; readonly organizationId: string; readonly userId: string; readonly orderId: string | null }
  readonly input: I
  /** The agent as an actor of the job's organization, with the permissions of its manifest. */
  readonly actor: Actor
  /** Aborts when the job is cancelled, its lease is lost or the process stops. */
  readonly signal: AbortSignal
  /**
   * Runs once in the lifetime of a job: its result is stored under `key` as JSON, and a resumed job reads it instead of running the step
   * again.
   * The returned value has been through JSON. Rejects with `JobLost` when the job is no longer this worker's, with `job.step_too_large`
   * above 256 KiB.
   */
  step<T>(key: string, work: (step: StepContext) => Promise<T>): Promise<T>
  /**
   * Saves a part of the work and its progress in one transaction. `output` is the result so far. Rejects with `JobLost` when the job is no
   * longer this worker's, so nothing is written twice.
   */
  commit(progress: JobProgress<S>, write: (tx: Tx) => Promise<void>, output?: O): Promise<void>
  /**
   * Calls a procedure such as `agents.tasks.list` as the agent: with its permissions and the organization's limits. Rejects with the
   * failure that a person would get. Calls that change data belong in a step, or a resumed job repeats them.
   */
  tool<T>(path: string, input: unknown): Promise<T>
}

/** A job type: its wire contract, and its implementation. */
export interface JobDefinition<T extends string, R, I, O, S> extends JobContract<T, R, I, O, S> {
  /** Runs until the work is done. After an interruption it continues from its stored steps and from what it wrote. */
  run(ctx: JobContext<I, O, S>): Promise<O>
}
export interface AnyJobDefinition extends AnyJobContract {
  // biome-ignore lint/suspicious/noExplicitAny: a list holds definitions of different types, and only a job's own definition runs it
  run(ctx: JobContext<any, any, any>): Promise<unknown>
}

/** An agent of this process. */
export interface JobAgent {
  readonly manifest: AgentManifest
  /** The engine, and whether it is the offline composer, which only drafts. */
  readonly engine: { readonly engine: string; readonly isOffline: boolean }
  /** Its job types. An order becomes a job of the first one that accepts its input. */
  readonly jobs: readonly AnyJobDefinition[]
}
