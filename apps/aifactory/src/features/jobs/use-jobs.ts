import { useTRPC } from '@pantheon/client/react'
import type { AiJob } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export const isUnderWay = (job: AiJob): boolean => job.status === 'queued' || job.status === 'running'

// Fallback polling for a lost live connection: slower than live updates, but never stuck.
const fallbackIntervalMs = (jobs: readonly AiJob[] | undefined) => (jobs?.some(isUnderWay) ? 4000 : false)

/** The job of an order. */
export const useOrderJob = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.agents.jobs.list.queryOptions(
      { orderId, limit: 1 },
      { select: ({ items }) => items[0], refetchInterval: (query) => fallbackIntervalMs(query.state.data?.items) },
    ),
  )
}

/** The newest job that rewrites a lesson of a course. */
export const useRewriteJob = (courseId: string, lessonId: string) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.agents.jobs.list.queryOptions(
      { limit: 50 },
      {
        select: ({ items }) =>
          items.find(({ type, input }) => type === 'course' && input.task === 'rewrite_lesson' && input.courseId === courseId && input.lessonId === lessonId),
        refetchInterval: (query) => fallbackIntervalMs(query.state.data?.items),
      },
    ),
  )
}

const useInvalidateWork = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // A change of a job can change its order.
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.agents.jobs.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
    ])
}

/** Requests the cancellation of a job. */
export const useCancelJob = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateWork()
  return useMutation(trpc.agents.jobs.cancel.mutationOptions({ onSettled: invalidate }))
}

/** Retries a failed job. */
export const useRetryJob = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateWork()
  return useMutation(trpc.agents.jobs.retry.mutationOptions({ onSettled: invalidate }))
}

/** The running time of a job as `m:ss`, updated while it runs. */
export const useElapsed = (job: AiJob): string => {
  const [now, setNow] = useState(() => Date.now())
  const isRunning = job.startedAt !== null && job.completedAt === null
  useEffect(() => {
    if (!isRunning) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isRunning])
  if (job.startedAt === null) return '0:00'
  const end = job.completedAt === null ? now : Date.parse(job.completedAt)
  const seconds = Math.max(0, Math.round((end - Date.parse(job.startedAt)) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
