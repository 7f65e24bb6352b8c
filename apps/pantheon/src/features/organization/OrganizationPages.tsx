'use client'
import dynamic from 'next/dynamic'

/** The frame around the pages of the organization; it comes while the API is being asked who is there. */
export const OrganizationPages = dynamic(async () => (await import('./Frame.tsx')).Frame, { ssr: false })
