import type { Course } from '@pantheon/contract'
import { Button, cn } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight, ChevronDown, Download, LoaderCircle } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../shell/BackLink.tsx'
import { CourseOutline } from './CourseOutline.tsx'
import { CourseOverview } from './CourseOverview.tsx'
import { LessonView } from './LessonView.tsx'
import { OfflineDraftBadge } from './OfflineDraftBadge.tsx'
import { Quiz } from './Quiz.tsx'
import { type Section, sectionsOf } from './sections.ts'

const ExportLinks = ({ courseId }: { courseId: string }) => {
  const { t } = useTranslation()
  return (
    <div className="flex gap-2">
      {(['markdown', 'pdf'] as const).map((format) => (
        <Button key={format} asChild variant="secondary" size="small">
          <a href={`/api/v1/courses/${courseId}/${format}`} download aria-label={t(format === 'pdf' ? 'course.exportPdf' : 'course.exportMarkdown')}>
            <Download aria-hidden />
            {t(`course.${format}`)}
          </a>
        </Button>
      ))}
    </div>
  )
}

const Turn = ({ course, section, direction }: { course: Course; section: Section | undefined; direction: 'previous' | 'next' }) => {
  const { t } = useTranslation()
  if (!section) return <span />
  const title = section.kind === 'lesson' ? section.lesson.title : section.kind === 'assessment' ? t('course.assessment') : t('course.overview')
  return (
    <Link
      to="/courses/$courseId"
      params={{ courseId: course.id }}
      search={{ section: section.id }}
      className={cn('group flex max-w-[48%] min-w-0 flex-col gap-1 rounded-control py-1 text-14', direction === 'next' && 'items-end text-right')}
    >
      <span className="flex items-center gap-1.5 text-13 text-ink-faint">
        {direction === 'previous' && <ArrowLeft aria-hidden className="size-4" />}
        {t(`course.${direction}`)}
        {direction === 'next' && <ArrowRight aria-hidden className="size-4" />}
      </span>
      <span
        lang={section.kind === 'lesson' ? course.request.language : undefined}
        title={title}
        className="line-clamp-2 max-w-full font-medium wrap-anywhere group-hover:text-accent-text"
      >
        {title}
      </span>
    </Link>
  )
}

/** Reader of a course: table of contents at the side, one lesson or quiz per page. */
export const CourseReader = ({ course, sectionId }: { course: Course; sectionId: string | undefined }) => {
  const { t } = useTranslation()
  const sections = sectionsOf(course)
  const index = Math.max(
    0,
    sections.findIndex(({ id }) => id === sectionId),
  )
  const section = sections[index]
  // A page change moves the focus to the beginning of the new page.
  const page = useRef<HTMLDivElement>(null)
  const turnedTo = useRef(section?.id)
  useEffect(() => {
    if (turnedTo.current === section?.id) return
    turnedTo.current = section?.id
    page.current?.focus({ preventScroll: true })
  }, [section?.id])
  const outline = <CourseOutline course={course} sections={sections} currentId={section?.id} />
  return (
    <div>
      <div className="mb-8 flex flex-wrap items-center justify-between gap-x-4 gap-y-3 border-b pb-4">
        <div className="flex min-w-0 items-center gap-3 text-13 text-ink-faint">
          <BackLink to="/courses">{t('courses.title')}</BackLink>
          {index > 0 && (
            <span lang={course.request.language} className="min-w-0 truncate max-sm:hidden">
              {course.content.title}
            </span>
          )}
          {index > 0 && <OfflineDraftBadge authorship={course.authorship} />}
        </div>
        {course.status === 'complete' && <ExportLinks courseId={course.id} />}
      </div>
      {course.status === 'writing' && (
        <p role="status" className="mb-6 flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded-card bg-accent-soft px-4 py-3 text-14 text-accent-text">
          <LoaderCircle aria-hidden className="size-4 animate-spin" />
          <strong className="font-semibold">{t('course.writingTitle')}</strong>
          {t('course.writingText')}
          {course.orderId !== null && (
            <Link to="/orders/$orderId" params={{ orderId: course.orderId }} className="underline underline-offset-3">
              {t('course.watch')}
            </Link>
          )}
        </p>
      )}
      <details className="group mb-6 rounded-card border bg-surface lg:hidden">
        <summary className="flex min-h-11 items-center justify-between px-4 text-14 font-medium">
          {t('course.outline')}
          <ChevronDown aria-hidden className="size-4 text-ink-faint transition-transform group-open:rotate-180" />
        </summary>
        <div className="border-t p-4">{outline}</div>
      </details>
      <div className="gap-14 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="max-lg:hidden">
          <div className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto pb-6">{outline}</div>
        </div>
        <div ref={page} tabIndex={-1} className="outline-none *:mx-auto">
          {section?.kind === 'overview' && <CourseOverview course={course} />}
          {section?.kind === 'lesson' && <LessonView key={section.id} course={course} section={section} />}
          {section?.kind === 'assessment' && <Quiz key={section.id} course={course} assessment={section.assessment} />}
          <nav aria-label={t('course.turn')} className="reading mt-12 flex justify-between gap-4 border-t pt-5">
            <Turn course={course} section={sections[index - 1]} direction="previous" />
            <Turn course={course} section={sections[index + 1]} direction="next" />
          </nav>
        </div>
      </div>
    </div>
  )
}
