'use client'
import { Bell, KeyRound, type LucideIcon, MonitorSmartphone, ShieldCheck, TriangleAlert, UserRound, Waypoints } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { PageHeader } from '../patterns/PageHeader.tsx'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { type SettingsPlace, settingsPlaces } from './settings-places.ts'
import { usePreloadSchemas } from './use-preload-schemas.ts'

const icons: Record<SettingsPlace, LucideIcon> = {
  profile: UserRound,
  notifications: Bell,
  password: ShieldCheck,
  methods: Waypoints,
  sessions: MonitorSmartphone,
  keys: KeyRound,
  delete: TriangleAlert,
}

export interface SettingsFrameProps {
  current: SettingsPlace
  hrefs: Record<SettingsPlace, string>
  linkComponent: ShellLink
  /** Called with the page's title for the browser tab. */
  onTitle?: (title: string) => void
  children: ReactNode
}

/** Layout of the settings: a navigation at the left, on a phone in a scrolling row, and the current page. */
export const SettingsFrame = ({ current, hrefs, linkComponent: Link, onTitle, children }: SettingsFrameProps) => {
  const { t } = useTranslation('account')
  const title = `${t(`settings.${current}`)} · ${t('settings.title')}`
  useEffect(() => onTitle?.(title), [onTitle, title])
  usePreloadSchemas()
  const places = useRef<HTMLUListElement>(null)
  useEffect(() => {
    // On a phone the row is wider than the screen: scroll the current page's link into view.
    const row = places.current?.parentElement
    const link = places.current?.children[settingsPlaces.indexOf(current)]
    if (row && link instanceof HTMLElement) row.scrollTo({ left: link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2 })
  }, [current])
  return (
    <>
      <PageHeader title={t('settings.title')} className="mb-4 md:mb-6" />
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-[12rem_minmax(0,1fr)]">
        <nav
          aria-label={t('settings.navigation')}
          className="relative max-md:-mx-4 max-md:overflow-x-auto max-md:border-b max-md:px-4 max-md:[scrollbar-width:none]"
        >
          <ul ref={places} className="flex gap-1 md:sticky md:top-24 md:flex-col">
            {settingsPlaces.map((place) => {
              const Icon = icons[place]
              const isCurrent = place === current
              return (
                <li key={place} className="shrink-0">
                  <Link
                    href={hrefs[place]}
                    aria-current={isCurrent ? 'page' : undefined}
                    className={cn(
                      'flex min-h-9 items-center gap-2.5 px-2.5 text-14 whitespace-nowrap transition-colors touch:min-h-11 md:rounded-control [&_svg]:size-4 [&_svg]:shrink-0 max-md:border-b-2 max-md:px-2 max-md:[&_svg]:hidden',
                      isCurrent
                        ? 'font-medium text-accent-text max-md:border-accent md:bg-accent-soft'
                        : 'border-transparent text-ink-muted hover:text-ink md:hover:bg-hover',
                    )}
                  >
                    <Icon aria-hidden />
                    {t(`settings.${place}`)}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        <div className="max-w-2xl min-w-0">
          <Suspense fallback={<Skeleton shape="form" className="h-64" />}>{children}</Suspense>
        </div>
      </div>
    </>
  )
}
