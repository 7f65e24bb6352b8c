import { cutText } from '@pantheon/contract'
import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { CourseReader } from '../features/courses/CourseReader.tsx'
import { useCourse } from '../features/courses/use-courses.ts'
import { QueryError } from '../features/shell/QueryError.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const CourseOf = ({ courseId, sectionId }: { courseId: string; sectionId: string | undefined }) => {
  const course = useCourse(courseId)
  usePageTitle(course.data?.content.title)
  if (course.data) return <CourseReader course={course.data} sectionId={sectionId} />
  if (course.isError) return <QueryError error={course.error} onRetry={() => void course.refetch()} />
  return (
    <div aria-busy="true" className="space-y-5">
      <Skeleton className="mt-8 h-9 w-1/2" />
      <Skeleton shape="text" className="h-96" />
    </div>
  )
}

const CoursePage = () => {
  const { courseId } = Route.useParams()
  const { section } = Route.useSearch()
  return <SignedIn permission="course:read">{() => <CourseOf courseId={courseId} sectionId={section} />}</SignedIn>
}

export const Route = createFileRoute('/courses/$courseId')({
  component: CoursePage,
  validateSearch: (search: { section?: unknown }): { section?: string | undefined } => ({
    section: search.section === undefined ? undefined : cutText(String(search.section), 40),
  }),
})
