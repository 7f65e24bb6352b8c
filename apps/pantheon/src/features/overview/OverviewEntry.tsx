'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { OutageFallback } from '../shell/OutageFallback.tsx'
import { Waiting } from './Waiting.tsx'

const loading = () => (
  <OutageFallback>
    <Waiting />
  </OutageFallback>
)

// Loaded on demand: at the same URL signed-out visitors see the landing page.
const Overview = dynamic(async () => (await loadPart(() => import('./Overview.tsx'))).Overview, { ssr: false, loading })

export const OverviewEntry = () => <Overview />
