import { useTRPC } from '@pantheon/client/react'
import type { TaskSort, TaskStatus } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TaskFilter } from './use-tasks-address.ts'

/** The organization's tasks that match the filter, page by page, newest first or sorted; of one status, or of all. */
export const useTaskPages = ({ type, assigneeId, search }: TaskFilter, { status, sort = 'newest' }: { status?: TaskStatus; sort?: TaskSort }) =>
  useInfiniteQuery(
    useTRPC().agents.tasks.list.infiniteQueryOptions(
      {
        limit: 30,
        sort,
        ...(status !== undefined && { status }),
        ...(type !== undefined && { type }),
        ...(assigneeId !== undefined && { assigneeId }),
        ...(search.trim() !== '' && { search }),
      },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
export type TaskPages = ReturnType<typeof useTaskPages>

/** The five columns, each with pages of its own, so that a long column does not delay the others. */
export const useBoard = (filter: TaskFilter): Record<TaskStatus, TaskPages> => ({
  pending: useTaskPages(filter, { status: 'pending' }),
  in_progress: useTaskPages(filter, { status: 'in_progress' }),
  blocked: useTaskPages(filter, { status: 'blocked' }),
  completed: useTaskPages(filter, { status: 'completed' }),
  failed: useTaskPages(filter, { status: 'failed' }),
})

const useReadAgain = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.agents.tasks.pathKey() })
}

export const useCreateTask = () => {
  const readAgain = useReadAgain()
  return useMutation(useTRPC().agents.tasks.create.mutationOptions({ onSuccess: readAgain }))
}

/** Pending until the lists are refetched, so that a card does not jump back in between. An error is reported at once. */
export const useUpdateTask = () => {
  const readAgain = useReadAgain()
  return useMutation(useTRPC().agents.tasks.update.mutationOptions({ onSuccess: readAgain, onError: () => void readAgain() }))
}

/** Only the lists are refetched: the deleted task's own query would fail while its sheet closes. */
export const useDeleteTask = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const readAgain = useReadAgain()
  const onSuccess = () => void queryClient.invalidateQueries({ queryKey: trpc.agents.tasks.list.pathKey() })
  return useMutation(trpc.agents.tasks.delete.mutationOptions({ onSuccess, onError: () => void readAgain() }))
}
