import type { Notification } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../provider.tsx'

/** Which of them a list shows. */
export type ShownNotifications = 'all' | 'unread'

/** How many are unread; it follows the server by itself. */
const useUnreadCount = (): number => {
  const trpc = useTRPC()
  return useQuery(trpc.business.notifications.unread.queryOptions()).data?.unread ?? 0
}

/** All of them, page by page. */
const useNotifications = (show: ShownNotifications) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.notifications.list.infiniteQueryOptions(
      { limit: 20, show },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** Marking as read: one, or all that was there at a time. `onError` says what the server said no to. */
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

/** What a bell shows and does: how many are unread, and the newest few, which are read when it is opened. */
export const useBell = (onError: (error: unknown) => void) => {
  const trpc = useTRPC()
  const [isOpen, onOpenChange] = useState(false)
  const { data, isError } = useQuery(trpc.business.notifications.list.queryOptions({ limit: 6 }, { enabled: isOpen }))
  return { unread: useUnreadCount(), isOpen, onOpenChange, items: data?.items, isFailed: isError, ...useReading(onError) }
}

/** What an inbox shows and does. `error` is why it could not be read, and `retry` reads it again. */
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
