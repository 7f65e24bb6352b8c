'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { PageShape } from '../shell/PageShape.tsx'

/** Layout of the organization pages, loaded in parallel with the session query. */
export const OrganizationPages = dynamic(async () => (await loadPart(() => import('./Frame.tsx'))).Frame, {
  ssr: false,
  loading: PageShape,
})
