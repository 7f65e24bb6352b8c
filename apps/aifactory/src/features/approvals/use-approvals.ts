import { useTRPC } from '@pantheon/client/react'
import type { ApprovalDetail, ApprovalSort, ApprovalStatus, ListApprovals } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** Which approvals a list shows, and in which order. */
export interface ApprovalsFilter {
  view: ListApprovals['view']
  status: ApprovalStatus | undefined
  sort: ApprovalSort
}

/** Approvals that the filter lets through, sorted. */
export const useApprovals = ({ view, status, sort }: ApprovalsFilter) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.approvals.list.infiniteQueryOptions(
      { limit: 20, view, sort, ...(status && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** How many wait for the reader, and how many of their own wait. */
export const useApprovalCounts = (isEnabled = true) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.approvals.counts.queryOptions(undefined, { enabled: isEnabled }))
}

/** One approval, with its history and what the reader may do. */
export const useApproval = (id: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.approvals.get.queryOptions({ id }))
}

/** The order that an approval is about; nothing is asked for where it is about something else. */
export const useApprovedOrder = ({ resourceType, resourceId }: ApprovalDetail) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.get.queryOptions({ id: resourceId }, { enabled: resourceType === 'order', retry: false }))
}

/** What was said about an approval, newest first. */
export const useApprovalComments = (id: string) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.approvals.comments.infiniteQueryOptions({ id, limit: 20 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
  )
}

/** The newest approval of an order; undefined when none was asked for. */
export const useOrderApproval = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.approvals.list.queryOptions({ resourceType: 'order', resourceId: orderId, limit: 1 }, { select: ({ items }) => items[0] ?? null }),
  )
}

/** What can be done with an approval. Each is read again everywhere, also when it was refused: then somebody was faster. */
export const useApprovalActions = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.approvals.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
    ])
  const { approvals } = trpc.business
  return {
    approve: useMutation(approvals.approve.mutationOptions({ onSettled })),
    reject: useMutation(approvals.reject.mutationOptions({ onSettled })),
    sendBack: useMutation(approvals.sendBack.mutationOptions({ onSettled })),
    resubmit: useMutation(approvals.resubmit.mutationOptions({ onSettled })),
    comment: useMutation(approvals.comment.mutationOptions({ onSettled })),
    delegate: useMutation(approvals.delegate.mutationOptions({ onSettled })),
    cancel: useMutation(approvals.cancel.mutationOptions({ onSettled })),
  }
}

/** Who is away, and saying that one will be. */
export const useAbsences = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.business.absences.pathKey() })
  return {
    list: useInfiniteQuery(trpc.business.absences.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor ?? undefined })),
    create: useMutation(trpc.business.absences.create.mutationOptions({ onSettled })),
    remove: useMutation(trpc.business.absences.remove.mutationOptions({ onSettled })),
  }
}
