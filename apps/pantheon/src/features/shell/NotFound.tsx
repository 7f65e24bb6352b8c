'use client'
import { Button, Wordmark } from '@pantheon/ui'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'

/** An address that leads nowhere. */
export const NotFound = () => {
  const { t } = useTranslation()
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4 pb-24">
      <Wordmark app="pantheon" />
      <h1 className="mt-8 text-32 font-semibold">{t('state.notFoundTitle')}</h1>
      <p className="mt-4 text-16 text-ink-muted">{t('state.notFoundText')}</p>
      <Button asChild size="large" className="mt-8 self-start">
        <Link href="/">{t('state.notFoundAction')}</Link>
      </Button>
    </main>
  )
}
