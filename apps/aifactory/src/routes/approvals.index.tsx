import type { ApprovalStatus, ListApprovals } from '@pantheon/contract'
import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ApprovalsInbox } from '../features/approvals/ApprovalsInbox.tsx'
import { approvalStatuses } from '../features/approvals/approval-statuses.ts'

const views = ['mine', 'asked', 'all'] as const

const ApprovalsPage = () => {
  const { view = 'mine', status } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SignedIn permission="approval:read">
      {() => (
        <Suspense fallback={<Skeleton className="h-72 rounded-card" />}>
          <ApprovalsInbox
            filter={{ view, status }}
            onFilter={(next) => void navigate({ search: { view: next.view, status: next.status }, replace: true, resetScroll: false })}
          />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/approvals/')({
  component: ApprovalsPage,
  validateSearch: (search: { view?: unknown; status?: unknown }): { view?: ListApprovals['view'] | undefined; status?: ApprovalStatus | undefined } => ({
    view: views.find((known) => known === search.view),
    status: approvalStatuses.find((known) => known === search.status),
  }),
})
