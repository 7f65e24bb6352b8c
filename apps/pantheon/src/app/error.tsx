'use client'
import { Button } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** A page that threw. What the browser knows of it is in its console. */
const PageError = ({ reset }: { error: Error; reset: () => void }) => {
  const { t } = useTranslation()
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 pb-24">
      <div role="alert">
        <h1 className="text-32 font-semibold">{t('state.crashTitle')}</h1>
        <p className="mt-4 text-16 text-ink-muted">{t('state.crashText')}</p>
      </div>
      <Button size="large" className="mt-8 self-start" onClick={reset}>
        {t('state.retry')}
      </Button>
    </main>
  )
}
export default PageError
