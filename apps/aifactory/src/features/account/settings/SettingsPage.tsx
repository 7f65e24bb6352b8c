import type { SettingsPlace } from '@pantheon/ui'
import { loadPart } from '@pantheon/ui'
import { type ComponentType, lazy } from 'react'

/** The pages, each loaded when it is opened; the layout's `Suspense` renders the fallback. */
const pages: Record<SettingsPlace, ComponentType> = {
  profile: lazy(async () => ({ default: (await loadPart(() => import('./ProfileSettings.tsx'))).ProfileSettings })),
  notifications: lazy(async () => ({ default: (await loadPart(() => import('../../notifications/NotificationsSettings.tsx'))).NotificationsSettings })),
  password: lazy(async () => ({ default: (await loadPart(() => import('./PasswordSettings.tsx'))).PasswordSettings })),
  methods: lazy(async () => ({ default: (await loadPart(() => import('./MethodsSettings.tsx'))).MethodsSettings })),
  sessions: lazy(async () => ({ default: (await loadPart(() => import('./SessionsSettings.tsx'))).SessionsSettings })),
  keys: lazy(async () => ({ default: (await loadPart(() => import('./KeysSettings.tsx'))).KeysSettings })),
  delete: lazy(async () => ({ default: (await loadPart(() => import('./DeleteSettings.tsx'))).DeleteSettings })),
}

export const SettingsPage = ({ place }: { place: SettingsPlace }) => {
  const Page = pages[place]
  return <Page />
}
