import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { PolicyPage } from '../features/approvals/PolicyPages.tsx'

const Page = () => {
  const { policyId } = Route.useParams()
  return (
    <SignedIn permission="policy:manage">
      {() => (
        <Suspense fallback={<Skeleton className="h-96 rounded-card" />}>
          <PolicyPage policyId={policyId} />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/policies/$policyId')({ component: Page })
