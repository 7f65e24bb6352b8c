'use client'
import { loadPart, type SettingsPlace, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'
import { OutageFallback } from '../shell/OutageFallback.tsx'

const loading = () => (
  <div aria-busy="true">
    <Skeleton shape="form" className="h-64" />
  </div>
)

const loadingAll = () => <OutageFallback>{loading()}</OutageFallback>

// Layout and pages are loaded together, after the signed-in layout: they render only once there is an account.
const SettingsPages = dynamic(async () => (await loadPart(() => import('./SettingsPages.tsx'))).SettingsPages, { ssr: false, loading: loadingAll })
const pages: Record<SettingsPlace, ComponentType> = {
  profile: dynamic(async () => (await loadPart(() => import('./ProfileSettings.tsx'))).ProfileSettings, { ssr: false, loading }),
  notifications: dynamic(async () => (await loadPart(() => import('./NotificationsSettings.tsx'))).NotificationsSettings, { ssr: false, loading }),
  password: dynamic(async () => (await loadPart(() => import('./PasswordSettings.tsx'))).PasswordSettings, { ssr: false, loading }),
  methods: dynamic(async () => (await loadPart(() => import('./MethodsSettings.tsx'))).MethodsSettings, { ssr: false, loading }),
  sessions: dynamic(async () => (await loadPart(() => import('./SessionsSettings.tsx'))).SessionsSettings, { ssr: false, loading }),
  keys: dynamic(async () => (await loadPart(() => import('./KeysSettings.tsx'))).KeysSettings, { ssr: false, loading }),
  delete: dynamic(async () => (await loadPart(() => import('./DeleteSettings.tsx'))).DeleteSettings, { ssr: false, loading }),
}

/** One settings page of the signed-in user. */
export const SettingsEntry = ({ place }: { place: SettingsPlace }) => {
  const Page = pages[place]
  return (
    <SettingsPages place={place}>
      <Page />
    </SettingsPages>
  )
}
