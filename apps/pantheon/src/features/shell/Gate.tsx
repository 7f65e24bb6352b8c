'use client'
import { PantheonMark } from '@pantheon/ui'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Landing } from '../landing/Landing.tsx'
import { NotAllowed } from '../session/NotAllowed.tsx'
import { useSession } from '../session/use-session.ts'
import { Desk } from './Desk.tsx'
import { ServerDown } from './ServerDown.tsx'

const Opening = () => {
  const { t } = useTranslation()
  return (
    <main className="grid min-h-dvh place-items-center">
      <p role="status" className="animate-fade">
        <PantheonMark className="size-12 animate-beat" />
        <span className="sr-only">{t('app.loading')}</span>
      </p>
    </main>
  )
}

const ToSignIn = ({ from }: { from: string }) => {
  const router = useRouter()
  useEffect(() => router.replace(`/sign-in/?next=${encodeURIComponent(`${from}${window.location.search}`)}`), [router, from])
  return <Opening />
}

/** The desk for operators; for everybody else, what they need to become one. */
export const Gate = ({ children }: { children: ReactNode }) => {
  const session = useSession()
  const pathname = usePathname()
  switch (session.kind) {
    case 'loading':
      return <Opening />
    case 'signedOut':
      return pathname === '/' ? <Landing /> : <ToSignIn from={pathname} />
    case 'serverDown':
      return <ServerDown retry={session.retry} />
    case 'notAllowed':
      return <NotAllowed account={session.account} />
    case 'operator':
      return <Desk account={session.account}>{children}</Desk>
  }
}
