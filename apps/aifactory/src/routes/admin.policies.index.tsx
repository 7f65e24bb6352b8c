import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { PoliciesPage } from '../features/approvals/PolicyPages.tsx'
import { PageWaiting } from '../features/shell/PageWaiting.tsx'

const Page = () => (
  <SignedIn permission="policy:manage">
    {() => (
      <Suspense fallback={<PageWaiting />}>
        <PoliciesPage />
      </Suspense>
    )}
  </SignedIn>
)

export const Route = createFileRoute('/admin/policies/')({ component: Page })
