'use client'
import { Button, LanguageSwitch, ThemeToggle, Wordmark } from '@pantheon/ui'
import { Activity, Network, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { HeroBackground } from '../branding/NightSky.tsx'
import { Temple } from '../branding/Temple.tsx'
import { signInHrefs } from '../session/sign-in-hrefs.ts'
import { aifactoryUrl } from '../shell/neighbours.ts'

const reasons = [
  { key: 'live', Icon: Activity },
  { key: 'agents', Icon: Users },
  { key: 'estate', Icon: Network },
] as const

const onHero = 'text-star outline-white hover:bg-white/10 hover:text-white'

/** The landing page, for visitors who are not signed in. */
export const Landing = () => {
  const { t } = useTranslation()
  const { t: landing } = useTranslation('account')
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center justify-between px-4 py-3 md:px-6">
        <Wordmark app="pantheon" />
        <span className="flex items-center gap-1.5">
          <LanguageSwitch />
          <ThemeToggle />
          <Button asChild variant="ghost" className="max-sm:hidden">
            <Link href={signInHrefs.signIn}>{t('nav.signIn')}</Link>
          </Button>
          <Button asChild variant="secondary" className="max-sm:hidden">
            <Link href={signInHrefs.signUp}>{t('nav.signUp')}</Link>
          </Button>
        </span>
      </header>
      <main className="flex-1">
        <section className="night-sky relative overflow-hidden">
          <HeroBackground count={190} />
          <div className="relative mx-auto grid max-w-6xl items-end gap-x-10 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)]">
            <div className="self-center py-14 md:py-20">
              <p className="text-13 font-medium text-star-muted">{landing('landing.eyebrow')}</p>
              <h1 className="mt-4 text-32 font-semibold md:text-44">{landing('landing.title')}</h1>
              <p className="mt-5 max-w-xl text-16 text-star-muted">{landing('landing.text')}</p>
              <div className="mt-8 flex flex-wrap gap-3">
                <Button asChild size="large" className="bg-white text-sky-deep outline-white hover:bg-star-muted">
                  <Link href={signInHrefs.signIn}>{landing('landing.signIn')}</Link>
                </Button>
                <Button asChild size="large" variant="ghost" className={`border border-white/40 ${onHero}`}>
                  <Link href={signInHrefs.signUp}>{t('nav.signUp')}</Link>
                </Button>
                <Button asChild size="large" variant="ghost" className={onHero}>
                  <a href={aifactoryUrl}>{landing('landing.shop')}</a>
                </Button>
              </div>
            </div>
            <Temple className="w-full max-w-xl justify-self-center" />
          </div>
        </section>
        <section className="mx-auto grid max-w-6xl gap-x-10 gap-y-8 px-4 py-14 md:grid-cols-3 md:px-6 md:py-20">
          {reasons.map(({ key, Icon }) => (
            <div key={key} className="border-t pt-5">
              <Icon aria-hidden className="size-5 text-accent-text" />
              <h2 className="mt-4 text-16 font-semibold">{landing(`landing.${key}.title`)}</h2>
              <p className="mt-2 text-ink-muted">{landing(`landing.${key}.text`)}</p>
            </div>
          ))}
        </section>
      </main>
    </div>
  )
}
