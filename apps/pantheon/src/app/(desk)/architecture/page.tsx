import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Architecture } from '../../../features/architecture/Architecture.tsx'
import en from '../../../messages/en.json'

export const metadata: Metadata = { title: en.architecture.title }

// What is open lives in the address, which a static page only learns in the browser.
const ArchitecturePage = () => (
  <Suspense>
    <Architecture />
  </Suspense>
)
export default ArchitecturePage
