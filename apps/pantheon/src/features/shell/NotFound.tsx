'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'

/** The page for an unknown URL. Its view is loaded on demand, because every page includes this component. */
export const NotFound = dynamic(async () => (await loadPart(() => import('./NotFoundView.tsx'))).NotFoundView)
