import {
  type CourseContent,
  type CourseJobInput,
  type CourseJobOutput,
  type CourseJobStep,
  type CourseRequest,
  courseAgent,
  courseJob,
} from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { actorFields, type Clock, newId, orFail, systemScope } from '@pantheon/kernel'
import type { JobAgent, JobContext, JobDefinition, JobProgress } from '@pantheon/runtime'
import { changeLesson, lessonsOf, reviseCourse, type StoredCourse } from './course.ts'
import type { CourseWriter } from './course-writer.port.ts'
import { findCourse, findCourseOfJob, insertCourse, lockCourse, saveCourse } from './courses.repo.ts'

/** The share of the outline in the progress, in percent; lessons and assessments share the rest except the last two percent. */
const outlinePercent = 8
const partsPercent = 90

type Context = JobContext<CourseJobInput, CourseJobOutput, CourseJobStep>
type WriteCourse = Extract<CourseJobInput, { task: 'write_course' }>
type RewriteLesson = Extract<CourseJobInput, { task: 'rewrite_lesson' }>
type CourseEvent = 'course.outlined' | 'course.updated' | 'course.completed'

export interface CourseAgentDeps {
  db: Db
  clock: Clock
  writer: CourseWriter
}

const announce = (tx: Tx, name: CourseEvent, { actor }: Context, { id: courseId, organizationId, jobId, orderId }: StoredCourse): void =>
  tx.emit(name, { ...actorFields(actor), organizationId, data: { courseId, jobId, orderId } })

/** Writes courses part by part, saves each part, and continues where an earlier attempt stopped. */
const createRun = ({ db, clock, writer }: CourseAgentDeps) => {
  const store = async (ctx: Context, tx: Tx, course: StoredCourse, content: CourseContent): Promise<StoredCourse> => {
    const revised = reviseCourse(course, content, clock.now())
    await saveCourse(tx, revised)
    announce(tx, 'course.updated', ctx, revised)
    return revised
  }

  const newCourse = ({ job }: Context, request: CourseRequest, content: CourseContent): StoredCourse => {
    const at = clock.now()
    return {
      id: newId(at),
      organizationId: job.organizationId,
      orderId: job.orderId,
      jobId: job.id,
      request,
      status: 'writing',
      authorship: writer.isOffline ? 'offline_draft' : 'model',
      model: writer.engine,
      title: content.title,
      content,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }
  }

  const outline = async (ctx: Context, { request }: WriteCourse): Promise<StoredCourse> => {
    const content = await ctx.step('outline', ({ signal }) => writer.outline(request, signal))
    const course = newCourse(ctx, request, content)
    const step = { phase: 'outline' as const, current: 1, total: 1, title: content.title }
    const write = async (tx: Tx): Promise<void> => {
      await insertCourse(tx, course)
      announce(tx, 'course.outlined', ctx, course)
    }
    await ctx.commit({ percent: outlinePercent, step }, write, { courseId: course.id })
    return course
  }

  /** Writes the lessons and assessments that are still missing. */
  const writeParts = async (ctx: Context, { request }: WriteCourse, begun: StoredCourse): Promise<StoredCourse> => {
    let course = begun
    const lessons = lessonsOf(course.content)
    const { modules } = course.content
    const save = (done: number, step: CourseJobStep, content: CourseContent): Promise<void> => {
      const progress: JobProgress<CourseJobStep> = { percent: outlinePercent + (partsPercent * done) / (lessons.length + modules.length), step }
      const write = async (tx: Tx): Promise<void> => {
        course = await store(ctx, tx, course, content)
      }
      return ctx.commit(progress, write, { courseId: course.id })
    }

    for (const [index, { moduleId, lesson }] of lessons.entries()) {
      if (lesson.body !== '') continue
      const place = { moduleId, lessonId: lesson.id }
      const written = await ctx.step(`lesson:${lesson.id}`, ({ signal }) => writer.lesson(request, course.content, place, { guidance: '', take: 0 }, signal))
      const step = { phase: 'lesson' as const, current: index + 1, total: lessons.length, title: lesson.title }
      await save(index + 1, step, changeLesson(course.content, lesson.id, written))
    }
    for (const [index, { id }] of modules.entries()) {
      if (course.content.assessments.some(({ moduleId }) => moduleId === id)) continue
      const assessment = await ctx.step(`assessment:${id}`, ({ signal }) => writer.assessment(request, course.content, id, signal))
      const step = { phase: 'assessment' as const, current: index + 1, total: modules.length, title: assessment.title }
      await save(lessons.length + index + 1, step, { ...course.content, assessments: [...course.content.assessments, assessment] })
    }
    return course
  }

  const writeCourse = async (ctx: Context, input: WriteCourse): Promise<CourseJobOutput> => {
    const begun = (await findCourseOfJob(db.as(systemScope), ctx.job.id)) ?? (await outline(ctx, input))
    const course = await writeParts(ctx, input, begun)
    await ctx.step('complete', async ({ write }) => {
      write(async (tx) => {
        const complete: StoredCourse = { ...reviseCourse(course, course.content, clock.now()), status: 'complete' }
        await saveCourse(tx, complete)
        announce(tx, 'course.completed', ctx, complete)
      })
    })
    return { courseId: course.id }
  }

  const rewriteLesson = async (ctx: Context, { courseId, lessonId, guidance }: RewriteLesson): Promise<CourseJobOutput> => {
    const course = orFail(await findCourse(db.as(systemScope), systemScope, courseId), 'course.not_found')
    const place = orFail(
      lessonsOf(course.content).find(({ lesson }) => lesson.id === lessonId),
      'course.lesson_not_found',
    )
    const step = { phase: 'lesson' as const, current: 1, total: 1, title: place.lesson.title }
    await ctx.commit({ percent: 20, step }, async () => {}, { courseId })
    await ctx.step('rewrite', async ({ signal, write }) => {
      const options = { guidance, take: course.version }
      const written = await writer.lesson(course.request, course.content, { moduleId: place.moduleId, lessonId }, options, signal)
      write(async (tx) => {
        const now = orFail(await lockCourse(tx, systemScope, courseId), 'course.not_found') // other lessons may have been edited in the meantime
        await store(ctx, tx, now, changeLesson(now.content, lessonId, written))
      })
    })
    return { courseId }
  }

  return (ctx: Context): Promise<CourseJobOutput> => (ctx.input.task === 'write_course' ? writeCourse(ctx, ctx.input) : rewriteLesson(ctx, ctx.input))
}

/** The agent that writes courses. */
export const createCourseAgent = (deps: CourseAgentDeps): JobAgent => {
  const definition: JobDefinition<'course', CourseRequest, CourseJobInput, CourseJobOutput, CourseJobStep> = { ...courseJob, run: createRun(deps) }
  return { manifest: courseAgent, engine: deps.writer, jobs: [definition] }
}
