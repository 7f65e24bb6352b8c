import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import type { NavItem, NavSection, ShellLink } from './shell-nav.ts'

interface SectionsProps {
  sections: readonly NavSection[]
  linkComponent: ShellLink
  /** Below 1024 px only icons are visible; the label is kept for screen readers and appears on hover and focus. */
  isFolding?: boolean
  onClick?: () => void
}

const foldedName =
  'max-lg:sr-only max-lg:group-hover/place:not-sr-only max-lg:group-hover/place:absolute max-lg:group-focus-visible/place:not-sr-only max-lg:group-focus-visible/place:absolute max-lg:left-full max-lg:z-10 max-lg:ml-2 max-lg:rounded-control max-lg:bg-ink max-lg:px-2.5 max-lg:py-1.5 max-lg:text-12 max-lg:whitespace-nowrap max-lg:text-canvas max-lg:shadow-2'
const foldedCount = 'max-lg:absolute max-lg:-top-1 max-lg:-right-1 max-lg:rounded-full max-lg:bg-accent-soft max-lg:px-1.5 max-lg:text-accent-text'

const RailLink = ({ item, linkComponent: Link, isFolding, onClick }: Omit<SectionsProps, 'sections'> & { item: NavItem }) => (
  <Link
    href={item.href}
    aria-current={item.isCurrent ? 'page' : undefined}
    {...(onClick && { onClick })}
    className={cn(
      'group/place flex min-h-9 items-center gap-3 rounded-control px-2.5 text-14 transition-colors touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
      isFolding && 'relative max-lg:min-h-10 max-lg:justify-center max-lg:px-0 max-lg:[&_svg]:size-5',
      item.isCurrent ? 'bg-accent-soft font-medium text-accent-text' : 'text-ink-muted hover:bg-hover hover:text-ink',
    )}
  >
    {item.icon}
    <span className={cn('min-w-0 flex-1 truncate', isFolding && foldedName)}>{item.label}</span>
    {item.count !== undefined && item.count > 0 && <span className={cn('text-12 text-ink-faint tabular-nums', isFolding && foldedCount)}>{item.count}</span>}
  </Link>
)

/** Navigation links grouped under headings. */
export const Sections = ({ sections, ...link }: SectionsProps) => (
  <div className="space-y-5">
    {sections.map((section) => (
      <div key={section.heading ?? ''}>
        {section.heading !== undefined && (
          <p className={cn('px-2.5 pb-1 text-12 font-medium text-ink-faint', link.isFolding && 'max-lg:sr-only')}>{section.heading}</p>
        )}
        <ul className="space-y-0.5">
          {section.items.map((item) => (
            <li key={item.href}>
              <RailLink item={item} {...link} />
            </li>
          ))}
        </ul>
      </div>
    ))}
  </div>
)

interface RailProps extends Pick<SectionsProps, 'sections' | 'linkComponent'> {
  brand: ReactNode
}

/** The side navigation of the dashboard: icons on a tablet, with labels from 1024 px; on a phone there is the bottom bar. */
export const Rail = ({ brand, sections, linkComponent }: RailProps) => {
  const { t } = useTranslation('ui')
  return (
    <aside className="sticky top-0 z-30 hidden h-dvh flex-col border-r bg-sunken/60 px-2.5 py-4 md:flex lg:z-auto lg:overflow-y-auto lg:px-3">
      <div className="mb-2 self-center lg:mb-5 lg:self-auto lg:px-2.5 max-lg:[&_[data-wordmark]]:sr-only">{brand}</div>
      <nav aria-label={t('mainNavigation')}>
        <Sections sections={sections} linkComponent={linkComponent} isFolding />
      </nav>
    </aside>
  )
}
