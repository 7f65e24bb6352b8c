import type {
  Agent,
  AiJob,
  AnalyticsRequest,
  Course,
  CourseSummary,
  CreateTask,
  DeleteTask,
  EditLesson,
  ExportedFile,
  Generate,
  JobAnalytics,
  JobSchemas,
  ListCourses,
  ListJobs,
  ListTasks,
  Page,
  RegenerateLesson,
  Task,
  TaskPage,
  TaskRef,
  UpdateTask,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Who the agents are and how busy. */
export interface Registry {
  list(actor: Actor): Promise<{ items: Agent[] }>
  get(actor: Actor, id: number): Promise<Agent>
}

/** The agents' work list: asking for work, reading it, cancelling it, asking again. */
export interface Jobs {
  /** Work without an order. */
  generate(actor: Actor, input: Generate): Promise<AiJob>
  get(actor: Actor, id: string): Promise<AiJob>
  list(actor: Actor, input: ListJobs): Promise<Page<AiJob>>
  /** Stops a job that waits or runs. What it has made so far is kept. */
  cancel(actor: Actor, id: string): Promise<AiJob>
  /** Asks for a failed or cancelled job again. It goes on from what it had made. Fails with `job.not_owed` when its order was refunded. */
  retry(actor: Actor, id: string): Promise<AiJob>
}

/** Jobs over time: how those ended that did, and how long the successful ones took. As far as the actor sees. */
export type ReadJobAnalytics = (actor: Actor, request: AnalyticsRequest) => Promise<JobAnalytics>

/** Courses after they were written: reading, editing, having a lesson rewritten, exporting. */
export interface Courses {
  get(actor: Actor, id: string): Promise<Course>
  /** Courses of the scope, in the order that was asked for. Fails with `input.invalid` for a cursor of another sort. */
  list(actor: Actor, input: ListCourses): Promise<Page<CourseSummary>>
  /** Changes one lesson. Fails with `version.stale` and the current course when someone was faster. */
  editLesson(actor: Actor, input: EditLesson): Promise<Course>
  /** Has one lesson written again, as a job. */
  regenerateLesson(actor: Actor, input: RegenerateLesson): Promise<AiJob>
  markdown(actor: Actor, id: string): Promise<ExportedFile>
  pdf(actor: Actor, id: string): Promise<ExportedFile>
}

/** The board of an organization: work for agents and people, who has it, and how it stands. */
export interface Tasks {
  /** The tasks of the organization the actor is in, in the order that was asked for. An operator too sees one board at a time. */
  list(actor: Actor, input: ListTasks): Promise<TaskPage>
  get(actor: Actor, input: TaskRef): Promise<Task>
  /** Fails with `task.assignee_not_member` when it is given to somebody from elsewhere, and with `task.too_many`. */
  create(actor: Actor, input: CreateTask): Promise<Task>
  /** Changes what is given. An assignee who has left in the meantime may stay; a new one must be a member. */
  update(actor: Actor, input: UpdateTask): Promise<Task>
  remove(actor: Actor, input: DeleteTask): Promise<TaskRef>
}

/** What the agents offer to the API. */
export interface AgentServices {
  registry: Registry
  jobs: Jobs
  /** What the types of job that run here are on the wire; those of the product when it is not given. */
  jobSchemas?: JobSchemas
  jobAnalytics: ReadJobAnalytics
  courses: Courses
  tasks: Tasks
}
