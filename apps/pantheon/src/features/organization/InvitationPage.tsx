'use client'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'
import { SignInFrame } from '../session/SignInFrame.tsx'

// Not server-rendered: its content depends on the URL, which only the browser knows.
const Offer = dynamic(async () => (await loadPart(() => import('./Offer.tsx'))).Offer, {
  ssr: false,
  loading: () => <Skeleton shape="card" className="h-80" />,
})

const Addressed = () => {
  const token = useSearchParams().get('token') ?? undefined
  // Keyed by token, so that another link does not inherit this one's state.
  return <Offer key={token} token={token} />
}

/** The target of an invitation link. Outside the signed-in layout, because invited users need not be operators. */
export const InvitationPage = () => (
  <SignInFrame>
    <Suspense fallback={<Skeleton shape="card" className="h-80" />}>
      <Addressed />
    </Suspense>
  </SignInFrame>
)
