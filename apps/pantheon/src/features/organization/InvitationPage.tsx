'use client'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { SignInFrame } from '../session/SignInFrame.tsx'

// Nobody sees it before the browser has read the address.
const Offer = dynamic(async () => (await loadPart(() => import('./Offer.tsx'))).Offer, {
  ssr: false,
  loading: () => <Skeleton shape="card" className="h-80" />,
})

const Addressed = () => {
  const token = useSearchParams().get('token') ?? undefined
  // Somebody else's link is another invitation, not the same one in another state.
  return <Offer key={token} token={token} />
}

/** What the link of an invitation opens, outside the desk: whoever is invited need not be an operator. */
export const InvitationPage = () => (
  <SignInFrame>
    <Suspense fallback={<Skeleton shape="card" className="h-80" />}>
      <Addressed />
    </Suspense>
  </SignInFrame>
)
