'use client'
import { Ellipsis } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { loadPart } from '../parts/load-part.ts'
import { NavGroup } from './NavGroup.tsx'
import { Rail, Sections } from './Rail.tsx'
import type { NavItem, NavSection, ShellLink } from './shell-nav.ts'
import { OfflineBanner } from './states.tsx'

const Sheet = lazy(async () => ({ default: (await loadPart(() => import('../primitives/Dialog.tsx'))).Sheet }))

export interface AppShellProps {
  /** `rail`: sections at the left, for the operator dashboard. `top`: links in the top bar, for the shop. */
  layout?: 'rail' | 'top'
  linkComponent: ShellLink
  /** The wordmark, as a link home. */
  brand: ReactNode
  sections: readonly NavSection[]
  /** The four links of the bottom bar on a phone; everything else is in its sheet. */
  phoneItems: readonly NavItem[]
  /** Top bar, from left to right: organization, search, live dot, language, theme, account. */
  topBar: ReactNode
  /** Extra rows of the phone's sheet, e.g. language and theme. Call `close` when one navigates. */
  sheetExtra?: (close: () => void) => ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** The maximum width of the shop's top bar and footer, the same on every page. */
export const measureClass = 'mx-auto w-full max-w-(--measure)'
/** The same edges for the page, unless a `WidePage` in it widens them; by padding, so that the content does not shift when it turns out to be wide. */
const measurePadding = 'w-full has-[[data-wide]]:[--measure:120rem] md:px-[max(1.5rem,calc((100%-var(--measure))/2+1.5rem))]'

interface PhoneBarProps {
  items: readonly NavItem[]
  linkComponent: ShellLink
  onMore: () => void
  className: string
}

const PhoneBar = ({ items, linkComponent: Link, onMore, className }: PhoneBarProps) => {
  const { t } = useTranslation('ui')
  const placeClass = 'flex min-h-14 flex-1 flex-col items-center justify-center gap-1 text-12 [&_svg]:size-5'
  return (
    <nav
      aria-label={t('phoneNavigation')}
      className={cn('fixed inset-x-0 bottom-0 z-30 flex border-t bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur', className)}
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.isCurrent ? 'page' : undefined}
          className={cn(placeClass, item.isCurrent ? 'font-medium text-accent-text' : 'text-ink-muted')}
        >
          {item.icon}
          {item.label}
        </Link>
      ))}
      <button type="button" onClick={onMore} className={cn(placeClass, 'text-ink-muted')}>
        <Ellipsis aria-hidden />
        {t('more')}
      </button>
    </nav>
  )
}

/** The layout of an app: navigation, a top bar, and on a phone a bottom bar with a sheet for the rest. */
export const AppShell = ({ layout = 'rail', linkComponent: Link, brand, sections, phoneItems, topBar, sheetExtra, footer, children }: AppShellProps) => {
  const { t } = useTranslation('ui')
  const [sheet, setSheet] = useState<'never' | 'open' | 'closed'>('never')
  const isRail = layout === 'rail'
  const closeSheet = () => setSheet('closed')
  return (
    <div className={cn('min-h-dvh', isRail ? 'md:grid md:grid-cols-[4rem_minmax(0,1fr)] lg:grid-cols-[15rem_minmax(0,1fr)]' : '[--measure:72rem]')}>
      <a
        href="#content"
        className="sr-only rounded-control bg-accent px-4 py-2 text-14 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        {t('skip')}
      </a>
      {isRail && <Rail brand={brand} sections={sections} linkComponent={Link} />}
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-20 border-b bg-canvas/85 backdrop-blur-md">
          <OfflineBanner />
          <div className={cn('flex h-14 items-center gap-3 px-4 md:px-6', !isRail && measureClass)}>
            <div className={cn('shrink-0', isRail && 'md:hidden')}>{brand}</div>
            {!isRail && (
              <nav aria-label={t('mainNavigation')} className="ml-4 hidden items-center gap-1 lg:flex">
                {sections.map((section) =>
                  section.heading === undefined ? (
                    section.items.map((item) => (
                      <Link
                        key={item.href}
                        href={item.href}
                        aria-current={item.isCurrent ? 'page' : undefined}
                        className={cn(
                          'inline-flex items-center gap-1.5 rounded-control px-3 py-1.5 text-14 whitespace-nowrap transition-colors',
                          item.isCurrent ? 'bg-hover font-medium text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
                        )}
                      >
                        {item.label}
                        {item.count !== undefined && item.count > 0 && (
                          <span className="rounded-full bg-accent-soft px-1.5 text-12 text-accent-text tabular-nums">{item.count}</span>
                        )}
                      </Link>
                    ))
                  ) : (
                    <NavGroup key={section.heading} heading={section.heading} items={section.items} linkComponent={Link} />
                  ),
                )}
              </nav>
            )}
            {/* The content adapts to the width the navigation leaves (a container query), not to the viewport. */}
            <div className="@container/bar ml-auto min-w-0 flex-1">
              <div className="flex items-center justify-end gap-1.5">{topBar}</div>
            </div>
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className={cn(
            'flex-1 px-4 py-6 outline-none md:px-6 md:py-8',
            // On a small screen the shop's footer starts below the viewport, so that a loading list does not push it around.
            isRail ? 'max-md:pb-28' : cn(measurePadding, 'max-lg:min-h-dvh max-lg:pb-28'),
          )}
        >
          {children}
        </main>
        {footer !== undefined && <div className={isRail ? 'max-md:pb-16' : 'max-lg:pb-16'}>{footer}</div>}
      </div>
      {/* The navigation, an organization and an account do not fit in one row on a tablet, so it gets the phone's bottom bar. */}
      <PhoneBar items={phoneItems} linkComponent={Link} onMore={() => setSheet('open')} className={isRail ? 'md:hidden' : 'lg:hidden'} />
      {sheet !== 'never' && (
        <Suspense fallback={null}>
          <Sheet isOpen={sheet === 'open'} onOpenChange={(isOpen) => setSheet(isOpen ? 'open' : 'closed')} title={t('more')}>
            <nav aria-label={t('mainNavigation')}>
              <Sections sections={sections} linkComponent={Link} onClick={closeSheet} />
            </nav>
            {sheetExtra !== undefined && <div className="mt-5 border-t pt-4">{sheetExtra(closeSheet)}</div>}
          </Sheet>
        </Suspense>
      )}
    </div>
  )
}
