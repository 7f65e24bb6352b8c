'use client'
import { detectLanguage, languageOf, loadPart, PantheonMark, pathWithNext } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { signInHrefs } from '../session/sign-in-hrefs.ts'
import { useSession } from '../session/use-session.ts'
import { preloadPage } from './pages.tsx'
import { ServerDown } from './ServerDown.tsx'

const loadShell = () => loadPart(() => import('./SignedInShell.tsx'))

// Loaded on demand: which of these is needed is known only after the session query.
const SignedInShell = dynamic(async () => (await loadShell()).SignedInShell, { loading: () => <Opening /> })
const Landing = dynamic(async () => (await loadPart(() => import('../landing/Landing.tsx'))).Landing, { loading: () => <Opening /> })

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
  useEffect(() => router.replace(pathWithNext(signInHrefs.signIn, `${from}${window.location.search}`)), [router, from])
  return <Opening />
}

/** The signed-in layout for users with a session; the landing page for others. */
export const SessionSwitch = ({ children }: { children: ReactNode }) => {
  const session = useSession()
  const { i18n } = useTranslation()
  const pathname = usePathname()
  const first = useRef(pathname)
  // Loads the signed-in layout and its page in parallel with the session query.
  useEffect(() => {
    void loadShell()
    preloadPage(first.current)
  }, [])
  switch (session.kind) {
    case 'loading':
      return <Opening />
    case 'signedOut':
      return pathname === '/' ? <Landing /> : <ToSignIn from={pathname} />
    case 'serverDown':
      return <ServerDown retry={session.retry} />
    case 'signedIn':
      // Waits for the user's language, so that the layout renders only once.
      return detectLanguage() === 'ja' && languageOf(i18n.language) !== 'ja' ? <Opening /> : <SignedInShell account={session.account}>{children}</SignedInShell>
  }
}
