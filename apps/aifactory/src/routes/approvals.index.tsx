import type { ApprovalSort, ApprovalStatus, ListApprovals } from '@pantheon/contract'
import { sortNamed, WidePage } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ApprovalsInbox } from '../features/approvals/ApprovalsInbox.tsx'
import { approvalSorts } from '../features/approvals/approval-sorts.ts'
import { approvalStatuses } from '../features/approvals/approval-statuses.ts'
import { PageWaiting } from '../features/shell/PageWaiting.tsx'

const views = ['mine', 'asked', 'all'] as const

interface ApprovalsSearch {
  view?: ListApprovals['view'] | undefined
  status?: ApprovalStatus | undefined
  sort?: ApprovalSort | undefined
}

const readSearch = (search: { [K in keyof ApprovalsSearch]?: unknown }): ApprovalsSearch => {
  const sort = sortNamed(approvalSorts, search.sort)
  return {
    view: views.find((known) => known === search.view),
    status: approvalStatuses.find((known) => known === search.status),
    sort: sort === 'newest' ? undefined : sort,
  }
}

const ApprovalsPage = () => {
  const { view = 'mine', status, sort = 'newest' } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <SignedIn permission="approval:read">
      {({ user }) => (
        <>
          {user.role === 'admin' && <WidePage />}
          <Suspense fallback={<PageWaiting />}>
            <ApprovalsInbox
              filter={{ view, status, sort }}
              onFilter={(next) => void navigate({ search: readSearch({ ...next }), replace: true, resetScroll: false })}
            />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/approvals/')({ component: ApprovalsPage, validateSearch: readSearch })
