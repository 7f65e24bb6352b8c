import type { CourseContent, CourseJobInput, JobStep } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, mintScope, newId, orFail } from '@pantheon/kernel'
import type { Agent, Workbench } from '../jobs/runner.ts'
import { changeLesson, lessonsOf, reviseCourse, type StoredCourse } from './course.ts'
import type { CourseWriter } from './course-writer.port.ts'
import { findCourse, findCourseOfJob, insertCourse, lockCourse, saveCourse } from './courses.repo.ts'

const everywhere = mintScope(null)

/** Agent 201: writes courses part by part, saving each, and goes on where an earlier attempt stopped. */
export const createCourseAgent = ({ db, clock, writer }: { db: Db; clock: Clock; writer: CourseWriter }): Agent => {
  const announce = (
    tx: Tx,
    name: 'course.outlined' | 'course.updated' | 'course.completed',
    { id: courseId, organizationId, jobId, orderId }: StoredCourse,
  ): void => tx.emit(name, { organizationId, actorId: null, data: { courseId, jobId, orderId } })

  const store = async (tx: Tx, course: StoredCourse, content: CourseContent): Promise<StoredCourse> => {
    const revised = reviseCourse(course, content, clock.now())
    await saveCourse(tx, revised)
    announce(tx, 'course.updated', revised)
    return revised
  }

  const outline = async ({ job, signal, save }: Workbench, { request }: Extract<CourseJobInput, { task: 'write_course' }>): Promise<StoredCourse> => {
    const content = await writer.outline(request, signal)
    const at = clock.now()
    const course: StoredCourse = {
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
    await save(8, { phase: 'outline', current: 1, total: 1, title: content.title }, course.id, async (tx) => {
      await insertCourse(tx, course)
      announce(tx, 'course.outlined', course)
    })
    return course
  }

  const writeCourse = async (bench: Workbench, input: Extract<CourseJobInput, { task: 'write_course' }>): Promise<void> => {
    let course = (await findCourseOfJob(db.as(everywhere), bench.job.id)) ?? (await outline(bench, input))
    const lessons = lessonsOf(course.content)
    const parts = lessons.length + course.content.modules.length
    const saveContent = (done: number, step: JobStep, content: CourseContent): Promise<void> =>
      bench.save(8 + Math.floor((90 * done) / parts), step, course.id, async (tx) => {
        course = await store(tx, course, content)
      })

    for (const [index, { moduleId, lesson }] of lessons.entries()) {
      if (lesson.body !== '') continue // an earlier attempt wrote it
      const written = await writer.lesson(input.request, course.content, { moduleId, lessonId: lesson.id }, { guidance: '', take: 0 }, bench.signal)
      await saveContent(
        index + 1,
        { phase: 'lesson', current: index + 1, total: lessons.length, title: lesson.title },
        changeLesson(course.content, lesson.id, written),
      )
    }
    for (const [index, module] of course.content.modules.entries()) {
      if (course.content.assessments.some((assessment) => assessment.moduleId === module.id)) continue
      const assessment = await writer.assessment(input.request, course.content, module.id, bench.signal)
      const content = { ...course.content, assessments: [...course.content.assessments, assessment] }
      await saveContent(
        lessons.length + index + 1,
        { phase: 'assessment', current: index + 1, total: course.content.modules.length, title: assessment.title },
        content,
      )
    }
    await bench.finish(course.id, async (tx) => {
      const complete: StoredCourse = { ...reviseCourse(course, course.content, clock.now()), status: 'complete' }
      await saveCourse(tx, complete)
      announce(tx, 'course.completed', complete)
    })
  }

  const rewriteLesson = async (bench: Workbench, { courseId, lessonId, guidance }: Extract<CourseJobInput, { task: 'rewrite_lesson' }>): Promise<void> => {
    const course = orFail(await findCourse(db.as(everywhere), everywhere, courseId), 'course.not_found')
    const place = orFail(
      lessonsOf(course.content).find(({ lesson }) => lesson.id === lessonId),
      'course.lesson_not_found',
    )
    await bench.save(20, { phase: 'lesson', current: 1, total: 1, title: place.lesson.title }, courseId, async () => {})
    const written = await writer.lesson(
      course.request,
      course.content,
      { moduleId: place.moduleId, lessonId },
      { guidance, take: course.version },
      bench.signal,
    )
    await bench.finish(courseId, async (tx) => {
      const now = orFail(await lockCourse(tx, everywhere, courseId), 'course.not_found') // other lessons may have been edited meanwhile
      await store(tx, now, changeLesson(now.content, lessonId, written))
    })
  }

  return (bench) => {
    const { input } = bench.job
    return input.task === 'write_course' ? writeCourse(bench, input) : rewriteLesson(bench, input)
  }
}
