import type { Course } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Section } from './sections.ts'

interface CourseOutlineProps {
  course: Course
  sections: readonly Section[]
  currentId: string | undefined
  onChoose?: () => void
}

/** The table of contents of a course: one entry per lesson, and one per module quiz. */
export const CourseOutline = ({ course, sections, currentId, onChoose }: CourseOutlineProps) => {
  const { t } = useTranslation()
  const place = (id: string | undefined, label: string, isQuestions = false) => (
    <Link
      to="/courses/$courseId"
      params={{ courseId: course.id }}
      search={{ section: id }}
      aria-current={id === currentId ? 'page' : undefined}
      {...(onChoose && { onClick: onChoose })}
      className={cn(
        'flex items-start gap-2 border-l-2 py-1.5 pr-2 pl-3 text-13 leading-5 transition-colors touch:py-3',
        id === currentId ? 'border-accent font-medium text-accent-text' : 'border-line text-ink-muted hover:border-line-strong hover:text-ink',
      )}
    >
      {isQuestions && <ListChecks aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <span title={label} className="line-clamp-2 min-w-0 wrap-anywhere">
        {label}
      </span>
    </Link>
  )
  return (
    <nav aria-label={t('course.outline')} className="space-y-5">
      {place(undefined, t('course.overview'))}
      {course.content.modules.map((module) => (
        <div key={module.id}>
          <p className="mb-1.5 text-12 text-ink-faint">{t('course.week', { week: module.week })}</p>
          <p lang={course.request.language} title={module.title} className="mb-2 line-clamp-2 text-13 font-semibold text-ink">
            {module.title}
          </p>
          <ul>
            {sections.map((section) =>
              section.kind !== 'overview' && section.module.id === module.id ? (
                <li key={section.id} lang={section.kind === 'lesson' ? course.request.language : undefined}>
                  {section.kind === 'lesson' ? place(section.id, section.lesson.title) : place(section.id, t('course.assessment'), true)}
                </li>
              ) : null,
            )}
          </ul>
        </div>
      ))}
    </nav>
  )
}
