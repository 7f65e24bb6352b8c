import { PageHeader } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { CoursesTable } from '../features/courses/CoursesTable.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const CoursesPage = () => {
  const { t } = useTranslation()
  usePageTitle(t('courses.title'))
  return (
    <SignedIn permission="course:read">
      {() => (
        <>
          <PageHeader title={t('courses.title')} description={t('courses.description')} />
          <CoursesTable />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/courses/')({ component: CoursesPage })
