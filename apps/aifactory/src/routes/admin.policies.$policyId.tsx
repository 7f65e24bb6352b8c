import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { PolicyPage } from '../features/approvals/PolicyPages.tsx'
import { PageWaiting } from '../features/shell/PageWaiting.tsx'

const Page = () => {
  const { policyId } = Route.useParams()
  return (
    <SignedIn permission="policy:manage">
      {() => (
        <Suspense fallback={<PageWaiting shape="form" />}>
          <PolicyPage policyId={policyId} />
        </Suspense>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/policies/$policyId')({ component: Page })
