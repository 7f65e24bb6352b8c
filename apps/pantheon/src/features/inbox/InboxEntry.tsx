'use client'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { OutageFallback } from '../shell/OutageFallback.tsx'

const Waiting = () => (
  <OutageFallback>
    <div aria-busy="true" className="mx-auto max-w-3xl space-y-4">
      <Skeleton className="h-10 w-56" />
      <Skeleton shape="rows" className="h-96" />
    </div>
  </OutageFallback>
)

// Its messages are loaded with it, under the same fallback.
const Inbox = dynamic(async () => (await loadPart(() => import('./Inbox.tsx'))).Inbox, { ssr: false, loading: Waiting })

export const InboxEntry = () => <Inbox />
