import { z } from 'zod'
import { markdownDepth, maxMarkdownDepth } from '../markdown.ts'
import { CleanLine, Line, Name, Text } from '../plain-text.ts'
import { Id, Instant, Locale, pageOf, TextPageRequest, Version } from '../primitives.ts'

export const difficulties = ['beginner', 'intermediate', 'advanced'] as const

/** The input of a course, in the order of the form's fields. */
export const CourseRequest = z
  .object({
    topic: CleanLine(120, 2),
    targetAudience: CleanLine(200, 2),
    difficulty: z.enum(difficulties),
    durationWeeks: z.int().min(1).max(12),
    language: Locale,
  })
  .meta({ id: 'CourseRequest' })
export type CourseRequest = z.infer<typeof CourseRequest>

export const Lesson = z
  .object({
    id: z.string().max(40),
    title: z.string().min(1).max(200),
    minutes: z.int().min(1).max(600),
    body: z.string().max(40_000).meta({ description: 'Markdown; empty until it is written' }),
    keyPoints: z.array(z.string().max(400)).max(12),
  })
  .meta({ id: 'Lesson' })
export type Lesson = z.infer<typeof Lesson>

export const CourseModule = z
  .object({
    id: z.string().max(40),
    week: z.int().min(1),
    title: z.string().min(1).max(200),
    summary: z.string().max(2000),
    lessons: z.array(Lesson).min(1).max(12),
  })
  .meta({ id: 'CourseModule' })
export type CourseModule = z.infer<typeof CourseModule>

export const Question = z
  .object({
    id: z.string().max(40),
    prompt: z.string().min(1).max(1000),
    options: z.array(z.string().min(1).max(500)).min(2).max(6),
    answerIndex: z.int().min(0),
    explanation: z.string().max(1000),
  })
  .refine((question) => question.answerIndex < question.options.length, { path: ['answerIndex'], message: 'Points at no option' })
  .meta({ id: 'Question' })
export type Question = z.infer<typeof Question>

export const Assessment = z
  .object({ id: z.string().max(40), moduleId: z.string().max(40), title: z.string().min(1).max(200), questions: z.array(Question).min(1).max(20) })
  .meta({ id: 'Assessment' })
export type Assessment = z.infer<typeof Assessment>

export const CourseContent = z
  .object({
    title: z.string().min(1).max(200),
    description: z.string().max(4000),
    objectives: z.array(z.string().max(400)).max(12),
    modules: z.array(CourseModule).min(1).max(12),
    assessments: z.array(Assessment).max(12),
  })
  .meta({ id: 'CourseContent' })
export type CourseContent = z.infer<typeof CourseContent>

/** The author: the offline composer (a draft, always labelled as such) or a named model. */
export const authorships = ['offline_draft', 'model'] as const

export const Course = z
  .object({
    id: Id,
    organizationId: Id,
    orderId: Id.nullable(),
    jobId: Id,
    request: CourseRequest,
    status: z.enum(['writing', 'complete']),
    authorship: z.enum(authorships),
    model: z.string(),
    content: CourseContent,
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Course' })
export type Course = z.infer<typeof Course>

export const CourseRef = z.object({ id: Id })

/** The Markdown of a lesson as it is stored: limited to what the reader and the PDF can render. */
export const LessonBody = Text(40_000, 1).refine(
  (body) => markdownDepth(body) <= maxMarkdownDepth,
  `Lists and quotations can be nested ${maxMarkdownDepth} levels deep`,
)

export const EditLesson = z.object({
  id: Id,
  version: Version,
  lessonId: Line(40),
  title: Name(200),
  body: LessonBody,
})
export type EditLesson = z.infer<typeof EditLesson>

export const RegenerateLesson = z.object({ id: Id, lessonId: Line(40), guidance: Text(500).default('') })
export type RegenerateLesson = z.infer<typeof RegenerateLesson>

export const CourseSummary = z
  .object({
    id: Id,
    orderId: Id.nullable(),
    jobId: Id,
    title: z.string(),
    status: z.enum(['writing', 'complete']),
    authorship: z.enum(authorships),
    language: Locale,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'CourseSummary' })
export type CourseSummary = z.infer<typeof CourseSummary>
export const CoursePage = pageOf(CourseSummary)

export const exportFormats = ['markdown', 'pdf'] as const
export const ExportCourse = z.object({ id: Id, format: z.enum(exportFormats) })
/** A file to download: its name, media type and content. REST sends the bytes themselves. */
export const ExportedFile = z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })
export type ExportedFile = z.infer<typeof ExportedFile>

/** Sort orders of courses: by creation time, or by title. */
export const courseSorts = ['newest', 'oldest', 'title_az', 'title_za'] as const
export const CourseSort = z.enum(courseSorts)
export type CourseSort = z.infer<typeof CourseSort>

export const ListCourses = TextPageRequest.extend({ orderId: Id.optional(), sort: CourseSort.default('newest') })
export type ListCourses = z.infer<typeof ListCourses>
