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

// The same address is the landing for those who are not signed in: they do not need the desk's first page.
const Overview = dynamic(async () => (await loadPart(() => import('./Overview.tsx'))).Overview, { ssr: false, loading })

export const OverviewEntry = () => <Overview />
