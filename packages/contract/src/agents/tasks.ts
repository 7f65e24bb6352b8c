import { z } from 'zod'
import { Entries } from '../entries.ts'
import { CleanText, EntryName, Line, Name, SearchText, Text } from '../plain-text.ts'
import { Id, Instant, PageRequest, pageOf, Version } from '../primitives.ts'
import { parseUrl } from '../url.ts'

export const taskTypes = ['codegen', 'review', 'testing', 'deployment', 'documentation', 'analysis'] as const
export const taskStatuses = ['pending', 'in_progress', 'completed', 'failed', 'blocked'] as const
export const TaskStatus = z.enum(taskStatuses)
export type TaskStatus = z.infer<typeof TaskStatus>
/** The agents that a task can be assigned to. */
export const taskAgents = ['coordinator', 'codegen', 'review', 'pr', 'deployment', 'issue', 'refresher'] as const

const Title = Name(200)
const Description = Text(10_000)
/** Set by programs, so spaces at the ends of a value are kept. */
const Metadata = Entries(EntryName(Line(60)), z.union([CleanText(1000), z.number(), z.boolean(), z.null()]), 50)

/** A task on the organization's board (A2A). */
export const Task = z
  .object({
    id: Id,
    organizationId: Id,
    title: z.string(),
    description: z.string(),
    type: z.enum(taskTypes),
    agent: z.enum(taskAgents).nullable(),
    contextId: z.string().nullable(),
    /** 0 lowest, 5 highest. */
    priority: z.int().min(0).max(5),
    status: TaskStatus,
    assignee: z.object({ id: Id, name: z.string() }).nullable(),
    issueUrl: z.string().nullable(),
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    createdBy: Id,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof Task>
export const TaskPage = pageOf(Task).extend({ total: z.int().meta({ description: 'How many tasks fit, on all pages together.' }) })
export type TaskPage = z.infer<typeof TaskPage>

const isWebAddress = (text: string): boolean => /^https?:$/.test(parseUrl(text)?.protocol ?? '')
const IssueUrl = z.string().max(500, { abort: true }).trim().check(z.stringFormat('url', isWebAddress))
export const CreateTask = z.object({
  title: Title,
  description: Description.default(''),
  type: z.enum(taskTypes),
  agent: z.enum(taskAgents).nullable().default(null),
  contextId: Line(100).nullable().default(null),
  priority: z.int().min(0).max(5).default(2),
  assigneeId: Id.nullable().default(null),
  issueUrl: IssueUrl.nullable().default(null),
  metadata: Metadata.default({}).meta({ description: 'No entries where it is left out' }),
})
export type CreateTask = z.infer<typeof CreateTask>
export const UpdateTask = z.object({
  id: Id,
  version: Version,
  title: Title.optional(),
  description: Description.optional(),
  type: z.enum(taskTypes).optional(),
  agent: z.enum(taskAgents).nullable().optional(),
  priority: z.int().min(0).max(5).optional(),
  status: TaskStatus.optional(),
  assigneeId: Id.nullable().optional(),
  issueUrl: IssueUrl.nullable().optional(),
  metadata: Metadata.optional(),
})
export type UpdateTask = z.infer<typeof UpdateTask>
/** Sort orders of tasks: by creation time, by priority, or by last change. */
export const taskSorts = ['newest', 'oldest', 'priority_high', 'priority_low', 'updated_newest', 'updated_oldest'] as const
export const TaskSort = z.enum(taskSorts)
export type TaskSort = z.infer<typeof TaskSort>

export const ListTasks = PageRequest.extend({
  status: TaskStatus.optional(),
  type: z.enum(taskTypes).optional(),
  assigneeId: Id.optional(),
  search: SearchText(120).optional(),
  sort: TaskSort.default('newest'),
})
export type ListTasks = z.infer<typeof ListTasks>
export const TaskRef = z.object({ id: Id })
export type TaskRef = z.infer<typeof TaskRef>
export const DeleteTask = z.object({ id: Id, version: z.int().min(1) })
export type DeleteTask = z.infer<typeof DeleteTask>
