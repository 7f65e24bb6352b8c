import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Agents } from '../../../features/agents/Agents.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.agents.title }

// What is open lives in the address, which a static page only learns in the browser.
const AgentsPage = () => (
  <Suspense>
    <Agents />
  </Suspense>
)
export default AgentsPage
