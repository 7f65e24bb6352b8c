import { useLiveStatus } from '@pantheon/client/react'
import {
  AppShell,
  Button,
  LanguageSwitch,
  LiveDot,
  loadPart,
  type NavItem,
  type NavSection,
  SearchTrigger,
  type ShellLinkProps,
  ThemeToggle,
  Wordmark,
} from '@pantheon/ui'
import { Link, type LinkProps, Outlet, useRouterState } from '@tanstack/react-router'
import { BookOpen, ChartColumn, LayoutGrid, PackageOpen, ReceiptText, Scale, Stamp, Workflow } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { VerifyPlace } from '../account/VerifyPlace.tsx'
import { useApprovalCounts } from '../approvals/use-approvals.ts'
import { Footer } from './Footer.tsx'

const AccountMenu = lazy(async () => ({ default: (await loadPart(() => import('../account/AccountMenu.tsx'))).AccountMenu }))
const Bell = lazy(async () => ({ default: (await loadPart(() => import('../notifications/Bell.tsx'))).Bell }))
const Palette = lazy(async () => ({ default: (await loadPart(() => import('./Palette.tsx'))).Palette }))
const ServerQuiet = lazy(async () => ({ default: (await loadPart(() => import('./ServerQuiet.tsx'))).ServerQuiet }))
const TopBarSwitch = lazy(async () => ({ default: (await loadPart(() => import('../organization/TopBarSwitch.tsx'))).TopBarSwitch }))

const ShellLink = ({ href, ...rest }: ShellLinkProps) => <Link to={href as NonNullable<LinkProps['to']>} {...rest} />

/** Pages that are not a useful target to return to after signing in. */
const signInPaths = ['/sign-up', '/forgot-password', '/reset-password', '/verify-email']

const Brand = () => {
  const { t } = useTranslation()
  return (
    <Link to="/" aria-label={t('nav.home')} className="flex rounded-control">
      <Wordmark app="aifactory" />
    </Link>
  )
}

/** The layout of every page: navigation, search, live dot, language, theme, account. */
export const Shell = () => {
  const { t } = useTranslation()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const href = useRouterState({ select: (state) => state.location.href })
  const { account, isSettled, can } = useAccount()
  const liveStatus = useLiveStatus()
  const waiting = useApprovalCounts(can('approval:read'))
  const [isPaletteOpen, setPaletteOpen] = useState(false)

  // After navigation the focus moves to the new page, so that screen readers start at its beginning.
  const shownPath = useRef(path)
  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [path])

  const isIn = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`)
  const catalogue: NavItem = { href: '/', label: t('nav.catalogue'), icon: <LayoutGrid aria-hidden />, isCurrent: path === '/' || isIn('/products') }
  const orders: NavItem = { href: '/orders', label: t('nav.orders'), icon: <ReceiptText aria-hidden />, isCurrent: isIn('/orders') }
  const courses: NavItem = { href: '/courses', label: t('nav.courses'), icon: <BookOpen aria-hidden />, isCurrent: isIn('/courses') }
  const approvals: NavItem = {
    href: '/approvals',
    label: t('nav.approvals'),
    icon: <Stamp aria-hidden />,
    isCurrent: isIn('/approvals'),
    count: waiting.data?.mine,
  }
  const overview: NavItem = {
    href: '/admin',
    label: t('nav.adminOverview'),
    icon: <ChartColumn aria-hidden />,
    isCurrent: path === '/admin' || path === '/admin/',
  }
  const policies: NavItem = { href: '/admin/policies', label: t('nav.adminPolicies'), icon: <Workflow aria-hidden />, isCurrent: isIn('/admin/policies') }
  const products: NavItem = { href: '/admin/products', label: t('nav.adminProducts'), icon: <PackageOpen aria-hidden />, isCurrent: isIn('/admin/products') }
  const reconciliation: NavItem = {
    href: '/admin/reconciliation',
    label: t('nav.adminReconciliation'),
    icon: <Scale aria-hidden />,
    isCurrent: isIn('/admin/reconciliation'),
  }
  const administration: NavItem[] = [
    ...(can('payment:reconcile') ? [overview] : []),
    ...(can('catalogue:manage') ? [products] : []),
    ...(can('policy:manage') ? [policies] : []),
    ...(can('payment:reconcile') ? [reconciliation] : []),
  ]
  const sections: NavSection[] = [
    { items: account ? [catalogue, orders, courses, ...(can('approval:read') ? [approvals] : [])] : [catalogue] },
    ...(administration.length > 0 ? [{ heading: t('nav.admin'), items: administration }] : []),
  ]

  const isSigningIn = isIn('/sign-in') || signInPaths.includes(path)
  const next = isSigningIn ? undefined : href
  const isVisitor = isSettled && !account
  return (
    <AppShell
      layout="top"
      linkComponent={ShellLink}
      brand={<Brand />}
      sections={sections}
      phoneItems={[catalogue, orders, courses]}
      footer={<Footer />}
      sheetExtra={(close) => (
        <>
          {isVisitor && (
            <Button asChild variant="secondary" className="mb-4 w-full">
              <Link to="/sign-in" search={{ next }} onClick={close}>
                {t('nav.signIn')}
              </Link>
            </Button>
          )}
          <div className="flex items-center justify-between gap-2">
            <LanguageSwitch />
            <ThemeToggle />
          </div>
        </>
      )}
      topBar={
        <>
          {account && (
            <Suspense fallback={<span className="size-9 md:w-40" />}>
              <TopBarSwitch account={account} />
            </Suspense>
          )}
          <SearchTrigger onClick={() => setPaletteOpen(true)} />
          {account && <LiveDot status={liveStatus} className="px-2" />}
          <LanguageSwitch className="max-md:hidden" />
          <ThemeToggle className="max-md:hidden" />
          {account && (
            <Suspense fallback={<span className="size-9 touch:size-11" />}>
              <Bell />
            </Suspense>
          )}
          {account && (
            <Suspense fallback={<span className="size-9" />}>
              <AccountMenu account={account} />
            </Suspense>
          )}
          {isVisitor && (
            <>
              <Button asChild variant="ghost" className="max-[26rem]:hidden">
                <Link to="/sign-in" search={{ next }}>
                  {t('nav.signIn')}
                </Link>
              </Button>
              <Button asChild>
                <Link to="/sign-up" search={{ next }}>
                  {t('nav.signUp')}
                </Link>
              </Button>
            </>
          )}
        </>
      }
    >
      {account && (
        <Suspense>
          <ServerQuiet />
        </Suspense>
      )}
      {!isSigningIn && <VerifyPlace />}
      <Outlet />
      <Suspense fallback={null}>
        <Palette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
      </Suspense>
    </AppShell>
  )
}
