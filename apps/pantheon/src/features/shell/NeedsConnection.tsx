'use client'
import { ErrorState, isServerAvailable, PageHeader, waitForServer } from '@pantheon/ui'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const sections = ['agents', 'orders', 'tasks', 'architecture', 'parked-events', 'inbox', 'settings', 'organization'] as const
/** Delay before a missing server is reported. */
const reportAfterMs = 1500

const useServerUnavailable = (): boolean => {
  const [isUnavailable, setUnavailable] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const check = async () => {
      if ((await isServerAvailable()) || stop.signal.aborted) return
      setUnavailable(true)
      await waitForServer(stop.signal)
      if (!stop.signal.aborted) setUnavailable(false)
    }
    const timer = setTimeout(() => void check(), reportAfterMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [])
  return isUnavailable
}

/** Renders `children` while the server responds; otherwise reports, below the page's title, that it needs a connection. */
export const NeedsConnection = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const pathname = usePathname()
  const isUnavailable = useServerUnavailable()
  if (!isUnavailable) return children
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
