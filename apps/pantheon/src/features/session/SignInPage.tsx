'use client'
import { LanguageSwitch, Skeleton, ThemeToggle, Wordmark } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { NightSky } from '../sky/NightSky.tsx'
import { Temple } from '../sky/Temple.tsx'

/** As high as the form will be. */
const FormShape = () => (
  <div aria-busy="true" className="space-y-5">
    <Skeleton className="mt-7 h-10" />
    <Skeleton className="mt-11 h-10" />
    <Skeleton className="mt-12 h-11" />
    <div className="h-32" />
  </div>
)

// Forms weigh as much as the page around them, and the form needs the address, which only the browser knows.
const SignInForm = dynamic(async () => (await import('./SignInForm.tsx')).SignInForm, { ssr: false, loading: FormShape })

/** The door to the desk: the form on marble, the temple under stars beside it. */
export const SignInPage = () => {
  const { t } = useTranslation()
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <div className="flex flex-col px-4 py-3 md:px-8">
        <header className="flex items-center justify-between">
          <Link href="/" className="rounded-control">
            <Wordmark app="pantheon" />
          </Link>
          <span className="flex items-center gap-1.5">
            <LanguageSwitch />
            <ThemeToggle />
          </span>
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="text-32 font-semibold">{t('signIn.title')}</h1>
          <p className="mt-2 mb-8 text-ink-muted">{t('signIn.text')}</p>
          <Suspense fallback={<FormShape />}>
            <SignInForm />
          </Suspense>
          <Link href="/" className="mt-8 self-start rounded-control text-14 text-accent-text hover:underline">
            {t('signIn.back')}
          </Link>
        </main>
      </div>
      <div className="night-sky relative grid place-items-end overflow-hidden max-lg:hidden">
        <NightSky seed={41} count={160} />
        <Temple className="relative mx-auto w-full max-w-xl px-8" />
      </div>
    </div>
  )
}
