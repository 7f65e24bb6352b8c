import type { z } from 'zod'
import type { ProductCategory } from '../business/catalogue.ts'
import type { SubjectType } from '../event-subject.ts'
import type { Permission } from '../permissions.ts'
import type { AgentId } from './agent-names.ts'

/** Who does work: what an agent is called, may do, and fulfils. */
export interface AgentManifest {
  readonly key: AgentId
  readonly name: string
  /** What it may do through the procedures of the API. */
  readonly permissions: readonly Permission[]
  /** Paid orders of these categories are its work. */
  readonly fulfils?: readonly ProductCategory[]
}

/** What a job is about, for those who read of it without knowing its type. */
export interface JobDescription {
  /** What is done, in the words of the job's type. */
  task: string
  /** What the work is called before there is anything with a title of its own; null when its input names nothing. */
  title: string | null
  /** What is worked on, once there is something to look at. */
  subject: { type: SubjectType; id: string } | null
}

/** One type of job as it crosses the wire. `R` is what is asked for, `I` what the agent works with, `S` where the work stands. */
export interface JobContract<T extends string, R, I, O, S> {
  readonly type: T
  /** What an order of a category that the agent fulfils, or `POST /ai/generate`, has to say. */
  readonly request: z.ZodType<R>
  /** The input that a request stands for. */
  toInput(request: R): I
  readonly input: z.ZodType<I>
  readonly output: z.ZodType<O>
  readonly step: z.ZodType<S>
  describe(job: { input: I; output: O | null }): JobDescription
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds contracts of different types, and only a job's own contract reads its input
export type AnyJobContract = JobContract<string, any, any, any, any>
