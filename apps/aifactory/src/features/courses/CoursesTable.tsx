import type { CourseSort, CourseSummary } from '@pantheon/contract'
import { Badge, Button, Clamped, type Column, DataTable, DateTime, EmptyState, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { courseSorts } from './course-sorts.ts'
import { OfflineDraftBadge } from './OfflineDraftBadge.tsx'
import { useCourses } from './use-courses.ts'

const rowKey = (course: CourseSummary) => course.id
const rowVersion = (course: CourseSummary) => course.updatedAt

interface CoursesTableProps {
  sort: CourseSort
  onSort: (sort: CourseSort) => void
  /** The portal target of its sort and column menu. */
  place: HTMLElement | null
}

/** The organization's courses, sorted by the URL. */
export const CoursesTable = ({ sort, onSort, place }: CoursesTableProps) => {
  const { t } = useTranslation()
  const courses = useCourses(sort)
  const rows = courses.data?.pages.flatMap((page) => page.items)
  const columns: Column<CourseSummary>[] = [
    {
      id: 'title',
      header: t('courses.column.title'),
      isName: true,
      isSortable: true,
      cell: (course) => (
        <Link
          to="/courses/$courseId"
          params={{ courseId: course.id }}
          lang={course.language}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <Clamped>{course.title}</Clamped>
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('courses.column.status'),
      cell: (course) => (
        <span className="inline-flex flex-wrap justify-end gap-1.5 in-[td]:flex-nowrap">
          <Badge tone={course.status === 'complete' ? 'success' : 'accent'} hasDot>
            {t(`courses.status.${course.status}`)}
          </Badge>
          <OfflineDraftBadge authorship={course.authorship} />
        </span>
      ),
    },
    {
      id: 'language',
      header: t('courses.column.language'),
      cell: (course) => <span className="text-ink-muted">{t(`ordering.language.${course.language}`)}</span>,
    },
    {
      id: 'made',
      header: t('courses.column.made'),
      align: 'end',
      isSortable: true,
      cell: (course) => <DateTime at={course.createdAt} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'updated',
      header: t('courses.column.updated'),
      align: 'end',
      cell: (course) => <DateTime at={course.updatedAt} className="whitespace-nowrap text-ink-muted" />,
    },
  ]
  const choice = useColumnChoice('courses', columns)
  if (courses.isError && !rows) return <QueryError error={courses.error} onRetry={() => void courses.refetch()} />
  if (rows?.length === 0) {
    return (
      <EmptyState
        icon={<BookOpen />}
        title={t('courses.emptyTitle')}
        actions={
          <Button asChild>
            <Link to="/" search={{ category: 'ai_course_generation' }} hash="catalogue">
              {t('courses.first')}
            </Link>
          </Button>
        }
      >
        {t('courses.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable
        caption={t('courses.title')}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        rowVersion={rowVersion}
        sort={courseSorts[sort]}
        onSort={(column) => onSort(sortPressed(courseSorts, sort, column))}
        tools={<TableTools choice={choice} sorts={courseSorts} sort={sort} onSort={onSort} place={place} />}
        hasKeys
        className={courses.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}
      />
      {courses.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={courses.isFetchingNextPage} onClick={() => void courses.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
