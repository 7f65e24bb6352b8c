import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ApprovalView } from '../features/approvals/ApprovalView.tsx'
import { useApproval } from '../features/approvals/use-approvals.ts'
import { QueryError } from '../features/shell/QueryError.tsx'

const Waiting = () => (
  <div aria-busy="true" className="space-y-5">
    <Skeleton className="mt-8 h-9 w-1/2" />
    <Skeleton shape="facts" className="h-72" />
  </div>
)

const ApprovalOf = ({ approvalId }: { approvalId: string }) => {
  const approval = useApproval(approvalId)
  if (approval.data) return <ApprovalView approval={approval.data} />
  if (approval.isError) return <QueryError error={approval.error} onRetry={() => void approval.refetch()} />
  return <Waiting />
}

const ApprovalPage = () => {
  const { approvalId } = Route.useParams()
  return (
    <SignedIn permission="approval:read">
      {() => (
        <Suspense fallback={<Waiting />}>
          <ApprovalOf approvalId={approvalId} />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/approvals/$approvalId')({ component: ApprovalPage })
