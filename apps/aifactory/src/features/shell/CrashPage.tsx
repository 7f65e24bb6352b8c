import { ErrorState, isServerAvailable, reloadOnce, waitForServer } from '@pantheon/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isPartMissing } from '../../missing-parts.ts'

/** The browser remembers a page that could not be fetched. Once the server is back it is loaded again, and nobody need press anything. */
const NotFetched = () => {
  const { t } = useTranslation()
  useEffect(() => {
    const stop = new AbortController()
    void waitForServer(stop.signal).then(() => !stop.signal.aborted && reloadOnce())
    return () => stop.abort()
  }, [])
  // Asked first: a page that is loaded from a server that is away is lost with its shell.
  const retry = () => void isServerAvailable().then((isThere) => isThere && window.location.reload())
  return (
    <div data-unloaded>
      <ErrorState isPage title={t('state.notFetchedTitle')} message={t('state.notFetchedText')} onRetry={retry} />
    </div>
  )
}

/** Shown when a page throws, or was never fetched: the shell stays, the page can be tried again. */
export const CrashPage = ({ reset }: ErrorComponentProps) => {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (isPartMissing()) return <NotFetched />
  return <ErrorState isPage title={t('state.crashTitle')} message={t('state.crashText')} onRetry={retry} />
}
