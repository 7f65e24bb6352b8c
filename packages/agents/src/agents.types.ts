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

/** The agents and their workload. */
export interface Registry {
  list(actor: Actor): Promise<{ items: Agent[] }>
  get(actor: Actor, id: number): Promise<Agent>
}

/** The jobs of all agents: request, read, cancel, retry. */
export interface Jobs {
  /** Requests a job without an order. */
  generate(actor: Actor, input: Generate): Promise<AiJob>
  get(actor: Actor, id: string): Promise<AiJob>
  list(actor: Actor, input: ListJobs): Promise<Page<AiJob>>
  /** Cancels a queued or running job. Its results so far are kept. */
  cancel(actor: Actor, id: string): Promise<AiJob>
  /** Retries a failed or cancelled job from its results so far. Fails with `job.not_owed` when its order was refunded. */
  retry(actor: Actor, id: string): Promise<AiJob>
}

/** Jobs over time: outcomes, and durations of the successful ones. Restricted to the actor's scope. */
export type ReadJobAnalytics = (actor: Actor, request: AnalyticsRequest) => Promise<JobAnalytics>

/** Finished courses: read, edit, rewrite a lesson, export. */
export interface Courses {
  get(actor: Actor, id: string): Promise<Course>
  /** Courses of the scope, sorted. Fails with `input.invalid` for a cursor of another sort order. */
  list(actor: Actor, input: ListCourses): Promise<Page<CourseSummary>>
  /** Edits one lesson. Fails with `version.stale` and the current course when it has changed. */
  editLesson(actor: Actor, input: EditLesson): Promise<Course>
  /** Requests a job that rewrites one lesson. */
  regenerateLesson(actor: Actor, input: RegenerateLesson): Promise<AiJob>
  markdown(actor: Actor, id: string): Promise<ExportedFile>
  pdf(actor: Actor, id: string): Promise<ExportedFile>
}

/** The task board of an organization: work for agents and people, with assignee and status. */
export interface Tasks {
  /** The tasks of the actor's current organization, sorted. Operators, too, see one organization at a time. */
  list(actor: Actor, input: ListTasks): Promise<TaskPage>
  get(actor: Actor, input: TaskRef): Promise<Task>
  /** Fails with `task.assignee_not_member` when the assignee is no member, and with `task.too_many`. */
  create(actor: Actor, input: CreateTask): Promise<Task>
  /** Updates the given fields. The current assignee may stay after leaving the organization; a new one must be a member. */
  update(actor: Actor, input: UpdateTask): Promise<Task>
  remove(actor: Actor, input: DeleteTask): Promise<TaskRef>
}

/** The services that the agents context exposes to the API. */
export interface AgentServices {
  registry: Registry
  jobs: Jobs
  /** The wire schemas of the job types that run here; by default those of the product. */
  jobSchemas?: JobSchemas
  jobAnalytics: ReadJobAnalytics
  courses: Courses
  tasks: Tasks
}
