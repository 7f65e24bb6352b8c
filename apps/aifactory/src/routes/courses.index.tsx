import type { CourseSort } from '@pantheon/contract'
import { ListWaiting, PageHeader, sortNamed, useToolsPlace } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { CoursesTable } from '../features/courses/CoursesTable.tsx'
import { courseSorts } from '../features/courses/course-sorts.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const readSearch = ({ sort }: { sort?: unknown }): { sort?: CourseSort | undefined } => {
  const named = sortNamed(courseSorts, sort)
  return { sort: named === 'newest' ? undefined : named }
}

const CoursesPage = () => {
  const { t } = useTranslation()
  const { sort = 'newest' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const { place, toolsPlace } = useToolsPlace()
  usePageTitle(t('courses.title'))
  return (
    <SignedIn permission="course:read">
      {() => (
        <>
          <PageHeader title={t('courses.title')} description={t('courses.description')} actions={toolsPlace} />
          <Suspense fallback={<ListWaiting hasTools={false} />}>
            <CoursesTable
              sort={sort}
              onSort={(next) => void navigate({ search: readSearch({ sort: next }), replace: true, resetScroll: false })}
              place={place}
            />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/courses/')({ component: CoursesPage, validateSearch: readSearch })
