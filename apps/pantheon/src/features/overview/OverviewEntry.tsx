'use client'
import dynamic from 'next/dynamic'
import { Waiting } from './Waiting.tsx'

// The same address is the landing for those who are not signed in: they do not need the desk's first page.
const Overview = dynamic(async () => (await import('./Overview.tsx')).Overview, { ssr: false, loading: Waiting })

export const OverviewEntry = () => <Overview />
