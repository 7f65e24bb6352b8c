'use client'
import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { PageHeader } from '../patterns/PageHeader.tsx'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Skeleton } from '../primitives/Skeleton.tsx'

export const organizationPages = ['general', 'members', 'invitations', 'teams', 'roles', 'audit'] as const
export type OrganizationPage = (typeof organizationPages)[number]

interface OrganizationFrameProps {
  name: string
  page: OrganizationPage
  linkComponent: ShellLink
  /** The path of each page in this app. */
  hrefOf: (page: OrganizationPage) => string
  /** Called with the page's title for the browser tab. */
  onTitle?: (title: string) => void
  children: ReactNode
}

const Waiting = () => (
  <div aria-busy="true" className="space-y-5">
    <Skeleton className="h-9 w-56" />
    <Skeleton className="h-10 w-full max-w-xl" />
    <Skeleton shape="rows" className="h-72" />
  </div>
)

const Frame = ({ name, page, linkComponent: Link, hrefOf, onTitle, children }: OrganizationFrameProps) => {
  const { t } = useTranslation(['organization', 'permissions'])
  const title = `${t(`page.${page}.title`)} · ${name}`
  useEffect(() => onTitle?.(title), [onTitle, title])
  const bar = useRef<HTMLElement>(null)
  // On a phone the tabs are wider than the screen: scroll the current one into view.
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>(`[data-page="${page}"]`)
    if (bar.current && tab) bar.current.scrollLeft = tab.offsetLeft - (bar.current.clientWidth - tab.offsetWidth) / 2
  }, [page])
  return (
    <>
      <PageHeader title={name} description={t(`page.${page}.text`)} className="mb-4" />
      <nav ref={bar} aria-label={t('title')} className="relative -mx-4 mb-6 overflow-x-auto border-b px-4 [scrollbar-width:none] md:mx-0 md:px-0">
        <ul className="flex w-max gap-1">
          {organizationPages.map((candidate) => (
            <li key={candidate} data-page={candidate}>
              <Link
                href={hrefOf(candidate)}
                aria-current={candidate === page ? 'page' : undefined}
                className={cn(
                  '-mb-px flex min-h-10 items-center border-b-2 px-3 text-14 whitespace-nowrap -outline-offset-2 touch:min-h-11',
                  candidate === page ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-muted hover:text-ink',
                )}
              >
                {t(`page.${candidate}.title`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Suspense fallback={<Skeleton shape="rows" className="h-72" />}>{children}</Suspense>
    </>
  )
}

/** Layout of the organization pages: name and navigation. Suspends until the messages of this area are loaded. */
export const OrganizationFrame = (props: OrganizationFrameProps) => (
  <Suspense fallback={<Waiting />}>
    <Frame {...props} />
  </Suspense>
)
