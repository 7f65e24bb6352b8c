'use client'
import { useLiveStatus, useLiveUpdates } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { AppShell, Button, LanguageSwitch, LiveDot, loadPart, SearchTrigger, ThemeToggle, Wordmark } from '@pantheon/ui'
import { BookText, Store } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppLink } from './AppLink.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { aifactoryUrl, apiReferenceUrl } from './neighbours.ts'
import { useReadyForOutage } from './OutageFallback.tsx'
import { Palette } from './Palette.tsx'
import { useMissingPermission, usePlaces } from './places.tsx'

// A menu and its positioning are larger than this whole shell, and not needed for the first paint.
const AccountMenu = dynamic(async () => (await loadPart(() => import('./AccountMenu.tsx'))).AccountMenu, {
  ssr: false,
  loading: () => <span className="size-9 touch:size-11" />,
})

const Bell = dynamic(async () => (await loadPart(() => import('../inbox/Bell.tsx'))).Bell, {
  ssr: false,
  loading: () => <span className="size-9 touch:size-11" />,
})

const VerifyNotice = dynamic(async () => (await loadPart(() => import('../settings/VerifyNotice.tsx'))).VerifyNotice, {
  ssr: false,
  loading: () => <div className="mb-6 h-27 sm:h-13" />,
})
const NotAllowed = dynamic(async () => (await loadPart(() => import('@pantheon/ui'))).NotAllowed, { ssr: false })
const TopBarSwitch = dynamic(async () => (await loadPart(() => import('../organization/TopBarSwitch.tsx'))).TopBarSwitch, {
  ssr: false,
  loading: () => <span className="size-9 md:w-40 touch:size-11" />,
})

/** Layout of the signed-in area: navigation, command palette, and the live subscription that keeps every page fresh. */
export const SignedInShell = ({ account, children }: { account: Account; children: ReactNode }) => {
  const { t } = useTranslation()
  const places = usePlaces(account)
  const missing = useMissingPermission(account)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  useLiveUpdates(account.permissions.includes('state:read'))
  useReadyForOutage()
  const status = useLiveStatus()
  return (
    <>
      <AppShell
        linkComponent={AppLink}
        brand={
          <Link href="/" className="inline-block rounded-control">
            <Wordmark app="pantheon" />
          </Link>
        }
        sections={[{ items: places }]}
        phoneItems={places.slice(0, 4)}
        topBar={
          <>
            <LiveDot status={status} className="mr-auto max-md:ml-2 max-sm:[&>span+span]:sr-only md:mr-auto" isLabelShown />
            <TopBarSwitch account={account} />
            <SearchTrigger onClick={() => setPaletteOpen(true)} />
            <span className="max-md:hidden">
              <LanguageSwitch />
            </span>
            <ThemeToggle className="max-sm:hidden" />
            <Bell />
            <AccountMenu account={account} />
          </>
        }
        sheetExtra={() => (
          <div className="space-y-2">
            <div className="flex items-center gap-2">
              <LanguageSwitch />
              <ThemeToggle />
            </div>
            <a href={aifactoryUrl} className="flex min-h-11 items-center gap-3 px-2.5 text-14 text-ink-muted">
              <Store aria-hidden className="size-4" />
              {t('nav.aifactory')}
            </a>
            <a href={apiReferenceUrl} className="flex min-h-11 items-center gap-3 px-2.5 text-14 text-ink-muted">
              <BookText aria-hidden className="size-4" />
              {t('nav.apiReference')}
            </a>
          </div>
        )}
      >
        <ConnectionNotice />
        {!account.user.isEmailVerified && <VerifyNotice email={account.user.email} />}
        {missing === undefined ? (
          children
        ) : (
          <NotAllowed
            permission={missing}
            actions={
              <Button asChild variant="secondary">
                <Link href={places[0]?.href ?? '/settings/'}>{t(places[0]?.href === '/' ? 'state.notFoundAction' : 'nav.settings')}</Link>
              </Button>
            }
          />
        )}
      </AppShell>
      <Palette account={account} isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
    </>
  )
}
