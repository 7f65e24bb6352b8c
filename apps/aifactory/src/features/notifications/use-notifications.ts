import { useTRPC } from '@pantheon/client'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useErrorToast } from '../shell/use-error-toast.ts'

export type Shown = 'all' | 'unread'

/** How many are unread; it follows the server by itself. */
export const useUnreadCount = (): number => {
  const trpc = useTRPC()
  return useQuery(trpc.business.notifications.unread.queryOptions()).data?.unread ?? 0
}

/** The newest few, for the bell; read when it is opened. */
export const useLatestNotifications = (isOpen: boolean) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.notifications.list.queryOptions({ limit: 6 }, { enabled: isOpen }))
}

/** All of them, page by page. */
export const useNotifications = (show: Shown) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.notifications.list.infiniteQueryOptions(
      { limit: 20, show },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** Marking as read: one, or all that was there at a time. */
export const useReading = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onError = useErrorToast()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.business.notifications.pathKey() })
  return {
    read: useMutation(trpc.business.notifications.read.mutationOptions({ onSettled, onError })),
    readAll: useMutation(trpc.business.notifications.readAll.mutationOptions({ onSettled, onError })),
  }
}
