'use client'
import { ErrorState, isServerAvailable, PageHeader, waitForServer } from '@pantheon/ui'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const sections = ['agents', 'orders', 'tasks', 'architecture', 'parked-events', 'inbox', 'settings', 'organization'] as const
/** A page that comes within this needs no word about the server. */
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

/** `children` while the server answers; once nobody does, that the page needs the connection, under its title. */
export const NeedsConnection = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const pathname = usePathname()
  const isAway = useServerAway()
  if (!isAway) return children
  const section = sections.find((name) => pathname.startsWith(`/${name}`)) ?? 'overview'
  // Asked first: a page that is loaded from a server that is away is lost with its shell.
  const retry = () => void isServerAvailable().then((isThere) => isThere && window.location.reload())
  return (
    <div data-unloaded>
      <PageHeader title={t(`nav.${section === 'parked-events' ? 'parkedEvents' : section}`)} />
      <ErrorState title={t('state.unloadedTitle')} message={t('quiet.text', { ns: 'ui' })} onRetry={retry} />
    </div>
  )
}
