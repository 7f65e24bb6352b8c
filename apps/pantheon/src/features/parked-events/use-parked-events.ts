import { useTRPC } from '@pantheon/client/react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'

/** Polling interval of the list in ms: live updates do not cover parked events. */
const refetchMs = 5000

/** Parked events page by page, newest first. */
export const useParkedEvents = () =>
  useInfiniteQuery(
    useTRPC().system.parkedEvents.list.infiniteQueryOptions(
      { limit: 20 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, refetchInterval: refetchMs },
    ),
  )

/** Replays or drops a parked event; the list is refetched whatever the outcome. */
export const useParkedEventMoves = () => {
  const { list, count, replay, drop } = useTRPC().system.parkedEvents
  const queryClient = useQueryClient()
  const onSettled = () =>
    Promise.all([queryClient.invalidateQueries({ queryKey: list.pathKey() }), queryClient.invalidateQueries({ queryKey: count.pathKey() })])
  return {
    replay: useMutation(replay.mutationOptions({ onSettled })),
    drop: useMutation(drop.mutationOptions({ onSettled })),
  }
}
