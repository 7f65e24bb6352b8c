'use client'
import { LanguageSwitch, ThemeToggle, Wordmark } from '@pantheon/ui'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HeroBackground } from '../branding/NightSky.tsx'
import { Temple } from '../branding/Temple.tsx'

/** What every page of the door stands in: the form on marble, the temple under stars beside it. */
export const SignInFrame = ({ children }: { children: ReactNode }) => (
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
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">{children}</main>
    </div>
    <div className="night-sky relative grid place-items-end overflow-hidden max-lg:hidden">
      <HeroBackground seed={41} count={160} />
      <Temple className="relative mx-auto w-full max-w-xl px-8" />
    </div>
  </div>
)

/** What stands around a form that lets people in. */
export const Entrance = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <SignInFrame>
      <h1 className="text-32 font-semibold">{title}</h1>
      <p className="mt-2 mb-8 text-ink-muted">{text}</p>
      {children}
      <Link href="/" className="mt-8 self-start rounded-control text-14 text-accent-text hover:underline">
        {t('signIn.back')}
      </Link>
    </SignInFrame>
  )
}
