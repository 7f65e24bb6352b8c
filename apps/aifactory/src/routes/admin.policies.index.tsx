import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { PoliciesPage } from '../features/approvals/PolicyPages.tsx'

const Page = () => (
  <SignedIn permission="policy:manage">
    {() => (
      <Suspense fallback={<Skeleton className="h-96 rounded-card" />}>
        <PoliciesPage />
      </Suspense>
    )}
  </SignedIn>
)

export const Route = createFileRoute('/admin/policies/')({ component: Page })
