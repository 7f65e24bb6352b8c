'use client'
import { ErrorState, isServerAvailable, PageHeader, waitForServer } from '@pantheon/ui'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const sections = ['agents', 'orders', 'tasks', 'architecture', 'parked-events', 'inbox', 'settings', 'organization'] as const
/** Delay before a missing server is reported. */
const patienceMs = 1500

const useServerAway = (): boolean => {
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      if ((await isServerAvailable()) || stop.signal.aborted) return
      setAway(true)
      await waitForServer(stop.signal)
      if (!stop.signal.aborted) setAway(false)
    }
    const timer = setTimeout(() => void look(), patienceMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [])
  return isAway
}

/** Renders `children` while the server responds; otherwise reports, below the page's title, that it needs a connection. */
export const NeedsConnection = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const pathname = usePathname()
  const isAway = useServerAway()
  if (!isAway) return children
  const section = sections.find((name) => pathname.startsWith(`/${name}`)) ?? 'overview'
  // Checks first: reloading without a server would lose the app shell too.
  const retry = () => void isServerAvailable().then((isThere) => isThere && window.location.reload())
  return (
    <div data-unloaded>
      <PageHeader title={t(`nav.${section === 'parked-events' ? 'parkedEvents' : section}`)} />
      <ErrorState title={t('state.unloadedTitle')} message={t('quiet.text', { ns: 'ui' })} onRetry={retry} />
    </div>
  )
}
