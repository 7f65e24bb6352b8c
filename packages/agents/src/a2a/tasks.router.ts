import { CreateTask, DeleteTask, ListTasks, Task, TaskPage, TaskRef, UpdateTask } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Tasks } from '../agents.types.ts'

const tags = ['tasks']

/** Procedures for the task board. */
export const createTasksRouter = (tasks: Tasks) =>
  router({
    list: allow('task:read')
      .meta({ openapi: { method: 'GET', path: '/tasks', summary: "List the organization's tasks", tags, protect: true } })
      .input(ListTasks)
      .output(TaskPage)
      .query(({ ctx, input }) => tasks.list(ctx.actor, input)),
    get: allow('task:read')
      .meta({ openapi: { method: 'GET', path: '/tasks/{id}', summary: 'Read a task', tags, protect: true } })
      .input(TaskRef)
      .output(Task)
      .query(({ ctx, input }) => tasks.get(ctx.actor, input)),
    create: allow('task:manage')
      .meta({ openapi: { method: 'POST', path: '/tasks', summary: 'Create a task', tags, protect: true }, creates: '/tasks/{id}', limitedBy: 'task.too_many' })
      .input(CreateTask)
      .output(Task)
      .mutation(({ ctx, input }) => tasks.create(ctx.actor, input)),
    update: allow('task:manage')
      .meta({ openapi: { method: 'PUT', path: '/tasks/{id}', summary: 'Update a task', tags, protect: true } })
      .input(UpdateTask)
      .output(Task)
      .mutation(({ ctx, input }) => tasks.update(ctx.actor, input)),
    delete: allow('task:manage')
      .meta({ openapi: { method: 'DELETE', path: '/tasks/{id}', summary: 'Delete a task', tags, protect: true } })
      .input(DeleteTask)
      .output(TaskRef)
      .mutation(({ ctx, input }) => tasks.remove(ctx.actor, input)),
  })
