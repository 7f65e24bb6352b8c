import type { Notification } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../provider.tsx'

/** Which notifications a list shows. */
export type ShownNotifications = 'all' | 'unread'

/** The number of unread notifications, kept fresh by live updates. */
const useUnreadCount = (): number => {
  const trpc = useTRPC()
  return useQuery(trpc.business.notifications.unread.queryOptions()).data?.unread ?? 0
}

/** All notifications, page by page. */
const useNotifications = (show: ShownNotifications) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.notifications.list.infiniteQueryOptions(
      { limit: 20, show },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** Marks one notification as read, or all up to a time. `onError` receives the error of a failed call. */
const useReading = (onError: (error: unknown) => void) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.business.notifications.pathKey() })
  const read = useMutation(trpc.business.notifications.read.mutationOptions({ onSettled, onError }))
  const readAll = useMutation(trpc.business.notifications.readAll.mutationOptions({ onSettled, onError }))
  return {
    isReadingAll: readAll.isPending,
    onRead: ({ id }: Notification) => read.mutate({ id }),
    onReadAll: (until: string) => readAll.mutate({ until }),
  }
}

/** State of the notification bell: the unread count, and the newest notifications, which are loaded when it opens. */
export const useBell = (onError: (error: unknown) => void) => {
  const trpc = useTRPC()
  const [isOpen, onOpenChange] = useState(false)
  const { data, isError } = useQuery(trpc.business.notifications.list.queryOptions({ limit: 6 }, { enabled: isOpen }))
  return { unread: useUnreadCount(), isOpen, onOpenChange, items: data?.items, isFailed: isError, ...useReading(onError) }
}

/** State of the inbox. `error` is why it could not be loaded, and `retry` loads it again. */
export const useInbox = (show: ShownNotifications, onError: (error: unknown) => void) => {
  const { data, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useNotifications(show)
  const inbox = {
    show,
    unread: useUnreadCount(),
    items: data?.pages.flatMap((page) => page.items),
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    onMore: () => void fetchNextPage(),
    ...useReading(onError),
  }
  return { inbox, isError, error, retry: () => void refetch() }
}
