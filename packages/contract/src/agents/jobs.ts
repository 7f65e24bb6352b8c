import { z } from 'zod'
import { Id, Instant, PageRequest, pageOf } from '../primitives.ts'
import { AgentId } from './agents.ts'
import { courseJob } from './course-job.ts'
import type { AnyJobContract, JobContract } from './job-contract.ts'

/** All job types. */
export const jobContracts = [courseJob] as const
type Contracts = (typeof jobContracts)[number]

export type JobType = Contracts['type']
export const jobTypes = jobContracts.map(({ type }) => type) as [JobType, ...JobType[]]
export const JobType = z.enum(jobTypes)

export const jobStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const JobStatus = z.enum(jobStatuses)
export type JobStatus = z.infer<typeof JobStatus>

/** Fields that all job types have. */
const frame = {
  id: Id,
  organizationId: Id,
  userId: Id,
  orderId: Id.nullable(),
  agentId: AgentId,
  status: JobStatus,
  progress: z.int().min(0).max(100),
  attempts: z.int(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  createdAt: Instant,
}
const Frame = z.object(frame)

type StepOf<C> = C extends JobContract<string, infer _R, infer _I, infer _O, infer S> ? S : never
/** The progress of a job of any type. */
export type JobStep = StepOf<Contracts>
export const JobStep = z.union(jobContracts.map(({ step }) => step)) as z.ZodType<JobStep>

type JobOf<C> =
  C extends JobContract<infer T, infer _R, infer I, infer O, infer S>
    ? z.infer<typeof Frame> & { type: T; jobType: T; input: I; output: O | null; step: S | null }
    : never
/** A job: `type` determines its input, output and step. */
export type AiJob = JobOf<Contracts>

type GenerateOf<C> = C extends JobContract<infer T, infer R, infer _I, infer _O, infer _S> ? { type: T; input: R } : never
/** `POST /ai/generate`: a job without an order, for API clients. */
export type Generate = GenerateOf<Contracts>

const jobSchemaOf = (contracts: readonly AnyJobContract[]) => {
  const [first, ...others] = contracts.map(({ type, input, output, step }) =>
    z.object({
      ...frame,
      type: z.literal(type),
      jobType: z.literal(type).meta({ description: 'The same as `type`, for programs of the API before this one', deprecated: true }),
      input,
      output: output.nullable(),
      step: step.nullable(),
    }),
  )
  if (!first) throw new Error('A system has at least one type of job')
  // OpenAPI linters reject a union with one member.
  const job = others.length === 0 ? first : z.discriminatedUnion('type', [first, ...others])
  return job.meta({ id: 'AiJob' })
}

/** A request of any job type: `type` selects the schema, and `generateSchemaOf` applies it. */
const anyRequest = (contracts: readonly AnyJobContract[]) =>
  contracts.length === 1 && contracts[0]
    ? contracts[0].request
    : z.unknown().meta({ anyOf: contracts.map(({ request }) => z.toJSONSchema(request, { io: 'input' })) })

const generateSchemaOf = (contracts: readonly AnyJobContract[]) =>
  z
    .object({ type: z.enum(contracts.map(({ type }) => type)), input: anyRequest(contracts) })
    // REST needs an object schema at the top level, so the object validates itself with a check.
    .check((payload) => {
      const read = contracts.find(({ type }) => type === payload.value.type)?.request.safeParse(payload.value.input)
      if (read?.success) payload.value.input = read.data
      for (const issue of read?.error?.issues ?? []) payload.issues.push({ ...issue, path: ['input', ...issue.path], input: payload.value.input } as never)
    })

/** The wire schemas for the given job types. */
export const jobSchemasOf = (contracts: readonly AnyJobContract[]) => {
  const job = jobSchemaOf(contracts) as unknown as z.ZodType<AiJob>
  return { job, page: pageOf(job), generate: generateSchemaOf(contracts) as unknown as z.ZodType<Generate, Generate> }
}
export type JobSchemas = ReturnType<typeof jobSchemasOf>

/** The wire schemas for all job types. */
export const jobSchemas: JobSchemas = jobSchemasOf(jobContracts)
export const AiJob = jobSchemas.job

export const ListJobs = PageRequest.extend({ status: JobStatus.optional(), orderId: Id.optional() })
export type ListJobs = z.infer<typeof ListJobs>
export const JobRef = z.object({ id: Id })
