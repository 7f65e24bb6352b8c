'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { UntilThere } from '../shell/UntilThere.tsx'
import { Waiting } from './Waiting.tsx'

const loading = () => (
  <UntilThere>
    <Waiting />
  </UntilThere>
)

// Loaded on demand: at the same URL signed-out visitors see the landing page.
const Overview = dynamic(async () => (await loadPart(() => import('./Overview.tsx'))).Overview, { ssr: false, loading })

export const OverviewEntry = () => <Overview />
