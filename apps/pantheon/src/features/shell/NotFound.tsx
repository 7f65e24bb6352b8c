'use client'
import { loadPart } from '@pantheon/ui'
import dynamic from 'next/dynamic'

/** An address that leads nowhere. Every page carries a way to it; what it looks like is fetched only there. */
export const NotFound = dynamic(async () => (await loadPart(() => import('./NotFoundView.tsx'))).NotFoundView)
