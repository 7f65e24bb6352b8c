'use client'
import { Button, isServerAvailable, reloadOnce, waitForServer } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Whether the page threw because the server was unavailable. The page is then reloaded once the server responds, because the browser caches a
 * failed script.
 */
const useServerUnavailable = (): boolean => {
  const [isUnavailable, setUnavailable] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const recover = async () => {
      if (await isServerAvailable()) return
      setUnavailable(true)
      await waitForServer(stop.signal)
      if (!stop.signal.aborted) reloadOnce()
    }
    void recover()
    return () => stop.abort()
  }, [])
  return isUnavailable
}

/** Error page of the app. Details are in the browser's console. */
const PageError = ({ reset }: { error: Error; reset: () => void }) => {
  const { t } = useTranslation()
  const isUnavailable = useServerUnavailable()
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 pb-24">
      <div role="alert">
        <h1 className="text-32 font-semibold">{t(isUnavailable ? 'state.serverDownTitle' : 'state.crashTitle')}</h1>
        <p className="mt-4 text-16 text-ink-muted">{t(isUnavailable ? 'state.serverDownText' : 'state.crashText')}</p>
      </div>
      <Button size="large" className="mt-8 self-start" onClick={reset}>
        {t('state.retry')}
      </Button>
    </main>
  )
}
export default PageError
