'use client'
import { Button, isServerAvailable, reloadOnce, waitForServer } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Whether the page threw because the server was away. Once it is back the page is loaded again, for a script that failed is remembered. */
const useServerAway = (): boolean => {
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const heal = async () => {
      if (await isServerAvailable()) return
      setAway(true)
      await waitForServer(stop.signal)
      if (!stop.signal.aborted) reloadOnce()
    }
    void heal()
    return () => stop.abort()
  }, [])
  return isAway
}

/** A page that threw. What the browser knows of it is in its console. */
const PageError = ({ reset }: { error: Error; reset: () => void }) => {
  const { t } = useTranslation()
  const isAway = useServerAway()
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 pb-24">
      <div role="alert">
        <h1 className="text-32 font-semibold">{t(isAway ? 'state.serverDownTitle' : 'state.crashTitle')}</h1>
        <p className="mt-4 text-16 text-ink-muted">{t(isAway ? 'state.serverDownText' : 'state.crashText')}</p>
      </div>
      <Button size="large" className="mt-8 self-start" onClick={reset}>
        {t('state.retry')}
      </Button>
    </main>
  )
}
export default PageError
