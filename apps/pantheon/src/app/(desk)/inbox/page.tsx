import type { Metadata } from 'next'
import { Suspense } from 'react'
import { InboxEntry } from '../../../features/inbox/InboxEntry.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.nav.inbox }

// What is shown of it lives in the address, which a static page only learns in the browser.
const InboxPage = () => (
  <Suspense>
    <InboxEntry />
  </Suspense>
)
export default InboxPage
