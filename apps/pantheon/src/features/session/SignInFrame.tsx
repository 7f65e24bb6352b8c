'use client'
import { AccountCard, LanguageSwitch, PantheonMark, ThemeToggle, Wordmark } from '@pantheon/ui'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HeroBackground } from '../branding/NightSky.tsx'
import { Temple } from '../branding/Temple.tsx'

/** Layout of all sign-in pages: the form, with the temple illustration beside it. */
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
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-8">
        {/* A block of its own: as a flex item the card would shrink to its content. */}
        <div>{children}</div>
      </main>
    </div>
    <div className="night-sky relative grid place-items-end overflow-hidden max-lg:hidden">
      <HeroBackground seed={41} count={160} />
      <Temple className="relative mx-auto w-full max-w-xl px-8" />
    </div>
  </div>
)

/** The title and text around a sign-in or sign-up form. */
export const SignInSection = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <SignInFrame>
      <AccountCard
        mark={<PantheonMark />}
        title={title}
        text={text}
        below={
          <Link href="/" className="rounded-control text-accent-text hover:underline">
            {t('signIn.back')}
          </Link>
        }
      >
        {children}
      </AccountCard>
    </SignInFrame>
  )
}
