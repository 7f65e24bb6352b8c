'use client'
import { type SettingsPlace, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'

const loading = () => (
  <div aria-busy="true">
    <Skeleton className="h-64 rounded-card" />
  </div>
)

// The frame and what is in it come together, after the desk: nothing of them is drawn before somebody is known to sit there.
const SettingsPages = dynamic(async () => (await import('./SettingsPages.tsx')).SettingsPages, { ssr: false, loading })
const pages: Record<SettingsPlace, ComponentType> = {
  profile: dynamic(async () => (await import('./ProfileSettings.tsx')).ProfileSettings, { ssr: false, loading }),
  notifications: dynamic(async () => (await import('./NotificationsSettings.tsx')).NotificationsSettings, { ssr: false, loading }),
  password: dynamic(async () => (await import('./PasswordSettings.tsx')).PasswordSettings, { ssr: false, loading }),
  methods: dynamic(async () => (await import('./MethodsSettings.tsx')).MethodsSettings, { ssr: false, loading }),
  sessions: dynamic(async () => (await import('./SessionsSettings.tsx')).SessionsSettings, { ssr: false, loading }),
  keys: dynamic(async () => (await import('./KeysSettings.tsx')).KeysSettings, { ssr: false, loading }),
  delete: dynamic(async () => (await import('./DeleteSettings.tsx')).DeleteSettings, { ssr: false, loading }),
}

/** One page of the settings of whoever is at the desk. */
export const SettingsEntry = ({ place }: { place: SettingsPlace }) => {
  const Page = pages[place]
  return (
    <SettingsPages place={place}>
      <Page />
    </SettingsPages>
  )
}
