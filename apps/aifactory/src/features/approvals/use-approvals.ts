import { useTRPC } from '@pantheon/client/react'
import type { ApprovalDetail, ApprovalSort, ApprovalStatus, ListApprovals } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** Filter and sort of the approvals list. */
export interface ApprovalsFilter {
  view: ListApprovals['view']
  status: ApprovalStatus | undefined
  sort: ApprovalSort
}

/** Approvals that match the filter, sorted. */
export const useApprovals = ({ view, status, sort }: ApprovalsFilter) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.approvals.list.infiniteQueryOptions(
      { limit: 20, view, sort, ...(status && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** The number of approvals awaiting the user's decision, and of the user's own pending requests. */
export const useApprovalCounts = (isEnabled = true) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.approvals.counts.queryOptions(undefined, { enabled: isEnabled }))
}

/** One approval, with its history and the user's possible actions. */
export const useApproval = (id: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.approvals.get.queryOptions({ id }))
}

/** The order of an approval; disabled where its subject is something else. */
export const useApprovedOrder = ({ resourceType, resourceId }: ApprovalDetail) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.get.queryOptions({ id: resourceId }, { enabled: resourceType === 'order', retry: false }))
}

/** The comments on an approval, newest first. */
export const useApprovalComments = (id: string) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.approvals.comments.infiniteQueryOptions({ id, limit: 20 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
  )
}

/** The newest approval of an order; undefined when there is none. */
export const useOrderApproval = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.approvals.list.queryOptions({ resourceType: 'order', resourceId: orderId, limit: 1 }, { select: ({ items }) => items[0] ?? null }),
  )
}

/** The actions on an approval. Each refetches after errors too, because a conflict means that the data is stale. */
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

/** The out-of-office periods, and adding one. */
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
