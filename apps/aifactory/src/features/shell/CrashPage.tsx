import { ErrorState, isServerAvailable, reloadOnce, waitForServer } from '@pantheon/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isPartMissing } from '../../missing-parts.ts'

/**
 * Shown when a page's code could not be loaded. The browser caches the failed import, so the page is reloaded automatically once the server
 * responds.
 */
const NotFetched = () => {
  const { t } = useTranslation()
  useEffect(() => {
    const stop = new AbortController()
    void waitForServer(stop.signal).then(() => !stop.signal.aborted && reloadOnce())
    return () => stop.abort()
  }, [])
  // Checks first: reloading without a server would lose the app shell too.
  const retry = () => void isServerAvailable().then((isThere) => isThere && window.location.reload())
  return (
    <div data-unloaded>
      <ErrorState isPage title={t('state.notFetchedTitle')} message={t('state.notFetchedText')} onRetry={retry} />
    </div>
  )
}

/** Shown when a page throws or could not be loaded: the shell stays, and the page can be retried. */
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
