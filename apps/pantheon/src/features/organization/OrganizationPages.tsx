'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { UntilThere } from '../shell/UntilThere.tsx'

/** The frame around the pages of the organization; it comes while the API is being asked who is there. */
export const OrganizationPages = dynamic(async () => (await loadPart(() => import('./Frame.tsx'))).Frame, {
  ssr: false,
  loading: () => <UntilThere>{null}</UntilThere>,
})
