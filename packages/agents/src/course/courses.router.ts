import { Course, CoursePage, CourseRef, EditLesson, ExportedFile, type JobSchemas, ListCourses, RegenerateLesson } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Courses } from '../agents.types.ts'

const tags = ['courses']

/** Procedures for courses. */
export const createCoursesRouter = (courses: Courses, { job }: JobSchemas) =>
  router({
    list: allow('course:read')
      .meta({ openapi: { method: 'GET', path: '/courses', summary: 'List courses', tags, protect: true } })
      .input(ListCourses)
      .output(CoursePage)
      .query(({ ctx, input }) => courses.list(ctx.actor, input)),
    get: allow('course:read')
      .meta({ openapi: { method: 'GET', path: '/courses/{id}', summary: 'Read a course', tags, protect: true } })
      .input(CourseRef)
      .output(Course)
      .query(({ ctx, input }) => courses.get(ctx.actor, input.id)),
    editLesson: allow('course:edit')
      .meta({ openapi: { method: 'PUT', path: '/courses/{id}/lessons/{lessonId}', summary: 'Update a lesson', tags, protect: true } })
      .input(EditLesson)
      .output(Course)
      .mutation(({ ctx, input }) => courses.editLesson(ctx.actor, input)),
    regenerateLesson: allow('course:edit')
      .meta({
        openapi: { method: 'POST', path: '/courses/{id}/lessons/{lessonId}/regenerate', summary: 'Rewrite a lesson', tags, protect: true },
        limit: 'generation',
      })
      .input(RegenerateLesson)
      .output(job)
      .mutation(({ ctx, input }) => courses.regenerateLesson(ctx.actor, input)),
    markdown: allow('course:read')
      .meta({
        openapi: { method: 'GET', path: '/courses/{id}/markdown', summary: 'Download a course as Markdown', tags, protect: true },
        mediaTypes: ['text/markdown'],
      })
      .input(CourseRef)
      .output(ExportedFile)
      .query(({ ctx, input }) => courses.markdown(ctx.actor, input.id)),
    pdf: allow('course:read')
      .meta({
        openapi: { method: 'GET', path: '/courses/{id}/pdf', summary: 'Download a course as PDF', tags, protect: true },
        mediaTypes: ['application/pdf'],
      })
      .input(CourseRef)
      .output(ExportedFile)
      .query(({ ctx, input }) => courses.pdf(ctx.actor, input.id)),
  })
