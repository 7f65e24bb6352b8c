'use client'
import { Button, Wordmark } from '@pantheon/ui'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Shown when the server does not respond. It retries automatically; the button retries at once. */
export const ServerDown = ({ retry }: { retry: () => void }) => {
  const { t } = useTranslation()
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 pb-24">
      <Wordmark app="pantheon" />
      <div role="alert">
        <h1 className="mt-8 text-32 font-semibold">{t('state.serverDownTitle')}</h1>
        <p className="mt-4 text-16 text-ink-muted">{t('state.serverDownText')}</p>
      </div>
      <Button size="large" className="mt-8 self-start" onClick={retry}>
        <RotateCw aria-hidden />
        {t('state.retry')}
      </Button>
    </main>
  )
}
