import { useTRPC } from '@pantheon/client/react'
import type { CourseSort } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The courses of the organization, sorted. */
export const useCourses = (sort: CourseSort) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.agents.courses.list.infiniteQueryOptions(
      { limit: 20, sort },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** One course with all its lessons. */
export const useCourse = (courseId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.agents.courses.get.queryOptions({ id: courseId }))
}

/** The course of an order, as soon as it has an outline. */
export const useOrderCourse = (orderId: string) => {
  const trpc = useTRPC()
  const list = useQuery(trpc.agents.courses.list.queryOptions({ orderId, limit: 1 }))
  const courseId = list.data?.items[0]?.id
  const course = useQuery(trpc.agents.courses.get.queryOptions({ id: courseId ?? '' }, { enabled: courseId !== undefined }))
  return { data: course.data, isNone: list.data?.items.length === 0, queries: [list, course] }
}

/** Saves a lesson. The response replaces the cached course; lists are refetched for the change date. */
export const useEditLesson = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.agents.courses.editLesson.mutationOptions({
      onSuccess: async (course) => {
        queryClient.setQueryData(trpc.agents.courses.get.queryKey({ id: course.id }), course)
        await queryClient.invalidateQueries({ queryKey: trpc.agents.courses.list.pathKey() })
      },
    }),
  )
}

/** Has the agent rewrite a lesson; the jobs are refetched to include the new one. */
export const useRewriteLesson = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.agents.courses.regenerateLesson.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.agents.jobs.pathKey() }),
    }),
  )
}
