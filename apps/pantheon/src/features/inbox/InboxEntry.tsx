'use client'
import { Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'

const Waiting = () => (
  <div aria-busy="true" className="mx-auto max-w-3xl space-y-4">
    <Skeleton className="h-10 w-56" />
    <Skeleton className="h-96 rounded-card" />
  </div>
)

// Its words are fetched when somebody opens it: they come under the same wait.
const Inbox = dynamic(async () => (await import('./Inbox.tsx')).Inbox, { ssr: false, loading: Waiting })

export const InboxEntry = () => <Inbox />
