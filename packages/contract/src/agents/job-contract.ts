import type { z } from 'zod'
import type { ProductCategory } from '../business/catalogue.ts'
import type { SubjectType } from '../event-subject.ts'
import type { Permission } from '../permissions.ts'
import type { AgentId } from './agent-names.ts'

/** An agent: its name, its permissions and what it fulfils. */
export interface AgentManifest {
  readonly key: AgentId
  readonly name: string
  /** What it may do through the procedures of the API. */
  readonly permissions: readonly Permission[]
  /** Categories whose paid orders become its jobs. */
  readonly fulfils?: readonly ProductCategory[]
}

/** What a job is about, for readers that do not know its type. */
export interface JobDescription {
  /** The task, in the terms of the job's type. */
  task: string
  /** A title for the job before it has a subject; null when its input has none. */
  title: string | null
  /** The resource that the job works on, once it exists. */
  subject: { type: SubjectType; id: string } | null
}

/** The wire contract of one job type. `R` is the request, `I` the agent's input, `O` its output, `S` its progress. */
export interface JobContract<T extends string, R, I, O, S> {
  readonly type: T
  /** The input of an order in a category that the agent fulfils, or of `POST /ai/generate`. */
  readonly request: z.ZodType<R>
  /** Converts a request to the agent's input. */
  toInput(request: R): I
  readonly input: z.ZodType<I>
  readonly output: z.ZodType<O>
  readonly step: z.ZodType<S>
  describe(job: { input: I; output: O | null }): JobDescription
}

// biome-ignore lint/suspicious/noExplicitAny: a list holds contracts of different types, and only a job's own contract reads its input
export type AnyJobContract = JobContract<string, any, any, any, any>
