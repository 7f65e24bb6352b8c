'use client'
import { LanguageSwitch, loadPart, Skeleton, ThemeToggle, Wordmark } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { Suspense } from 'react'

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
  <div className="flex min-h-dvh flex-col">
    <header className="flex items-center justify-between px-4 py-3 md:px-6">
      <Link href="/" className="rounded-control">
        <Wordmark app="pantheon" />
      </Link>
      <span className="flex items-center gap-1.5">
        <LanguageSwitch />
        <ThemeToggle />
      </span>
    </header>
    <main className="mx-auto w-full max-w-lg px-4 py-8 md:py-16">
      <Suspense fallback={<Skeleton shape="card" className="h-80" />}>
        <Addressed />
      </Suspense>
    </main>
  </div>
)
