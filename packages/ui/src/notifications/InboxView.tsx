'use client'
import type { Notification } from '@pantheon/contract'
import { Bell, CheckCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { PageHeader } from '../patterns/PageHeader.tsx'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { EmptyState } from '../patterns/states.tsx'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { NotificationLine } from './NotificationLine.tsx'

type Shown = 'all' | 'unread'
const choices = ['all', 'unread'] as const satisfies readonly Shown[]

const Nothing = ({ show, onAll, first }: { show: Shown; onAll: () => void; first: ReactNode }) => {
  const { t } = useTranslation('notifications')
  if (show === 'all') {
    return (
      <EmptyState icon={<Bell />} title={t('emptyTitle')} actions={first}>
        {t('emptyText')}
      </EmptyState>
    )
  }
  const all = (
    <Button variant="secondary" onClick={onAll}>
      {t('showAll')}
    </Button>
  )
  return (
    <EmptyState icon={<CheckCheck />} title={t('caughtUpTitle')} actions={all}>
      {t('caughtUpText')}
    </EmptyState>
  )
}

const Waiting = () => (
  <Card aria-busy="true" className="divide-y">
    {[0, 1, 2, 3, 4].map((row) => (
      <div key={row} className="flex gap-3 px-4 py-3">
        <Skeleton className="size-8 rounded-full" />
        <div className="flex-1 space-y-2 py-0.5">
          <Skeleton className="h-3.5 w-2/3" />
          <Skeleton className="h-3 w-1/4" />
        </div>
      </div>
    ))}
  </Card>
)

export interface InboxViewProps {
  show: Shown
  onShow: (show: Shown) => void
  unread: number
  /** Undefined while they load. */
  items: readonly Notification[] | undefined
  /** Rendered instead of the list when it could not be loaded. */
  failure: ReactNode | undefined
  hasMore: boolean
  isLoadingMore: boolean
  onMore: () => void
  isReadingAll: boolean
  onRead: (notification: Notification) => void
  /** Marks everything up to this time as read. */
  onReadAll: (until: string) => void
  placeOf: (notification: Notification) => string | undefined
  linkComponent: ShellLink
  /** The page with the notification preferences. */
  preferencesHref: string
  /** The action of the empty state. */
  firstAction: ReactNode
}

/** All notifications of the user, newest first. */
export const InboxView = (props: InboxViewProps) => {
  const { show, onShow, unread, items, failure, onRead, placeOf, linkComponent: Link } = props
  const { t } = useTranslation('notifications')
  const newest = items?.[0]
  const choose = (notification: Notification) => (notification.readAt === null ? onRead(notification) : undefined)
  const readAllButton = unread > 0 && newest && (
    <Button variant="secondary" isPending={props.isReadingAll} onClick={() => props.onReadAll(newest.createdAt)}>
      <CheckCheck />
      {t('readAll')}
    </Button>
  )
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t('title')} description={t('description')} actions={readAllButton || undefined} />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t('show')}</legend>
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              aria-pressed={choice === show}
              onClick={() => onShow(choice)}
              className={cn(
                'h-8 shrink-0 rounded-full border px-3.5 text-13 transition-colors touch:h-11',
                choice === show ? 'border-transparent bg-ink font-medium text-canvas' : 'border-line bg-surface text-ink-muted hover:bg-hover hover:text-ink',
              )}
            >
              {t(choice)}
              {choice === 'unread' && unread > 0 && <span className="ml-1.5 tabular-nums">{unread}</span>}
            </button>
          ))}
        </fieldset>
        <Link href={props.preferencesHref} className="rounded-control py-1 text-13 text-accent-text underline-offset-4 hover:underline">
          {t('preferences')}
        </Link>
      </div>
      {!items && failure}
      {!items && failure === undefined && <Waiting />}
      {items?.length === 0 && <Nothing show={show} onAll={() => onShow('all')} first={props.firstAction} />}
      {items && items.length > 0 && (
        <Card className="overflow-hidden">
          <ul className="divide-y">
            {items.map((notification) => (
              <li key={notification.id}>
                <NotificationLine notification={notification} onChoose={choose} placeOf={placeOf} linkComponent={Link} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {props.hasMore && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={props.isLoadingMore} onClick={props.onMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  )
}
