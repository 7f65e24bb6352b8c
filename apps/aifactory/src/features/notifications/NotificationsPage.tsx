import type { Notification } from '@pantheon/contract'
import { Button, Card, cn, EmptyState, PageHeader, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Bell, CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { NotificationLine } from './NotificationLine.tsx'
import { type Shown, useNotifications, useReading, useUnreadCount } from './use-notifications.ts'

const choices = ['all', 'unread'] as const satisfies readonly Shown[]

const Nothing = ({ show, onAll }: { show: Shown; onAll: () => void }) => {
  const { t } = useTranslation('notifications')
  if (show === 'unread') {
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
  const first = (
    <Button asChild>
      <Link to="/" hash="catalogue">
        {t('emptyAction')}
      </Link>
    </Button>
  )
  return (
    <EmptyState icon={<Bell />} title={t('emptyTitle')} actions={first}>
      {t('emptyText')}
    </EmptyState>
  )
}

const Waiting = () => (
  <Card aria-busy="true" className="divide-y">
    {[0, 1, 2, 3, 4].map((row) => (
      <div key={row} className="flex gap-3 px-4 py-3">
        <Skeleton className="size-8 rounded-full" />
        <Skeleton className="h-9 flex-1" />
      </div>
    ))}
  </Card>
)

/** Everything the reader was told, newest first. */
export const NotificationsPage = ({ show, onShow }: { show: Shown; onShow: (show: Shown) => void }) => {
  const { t } = useTranslation('notifications')
  usePageTitle(t('title'))
  const unread = useUnreadCount()
  const notifications = useNotifications(show)
  const { read, readAll } = useReading()
  const items = notifications.data?.pages.flatMap((page) => page.items)
  const choose = ({ id, readAt }: Notification) => (readAt === null ? read.mutate({ id }) : undefined)
  const readAllButton = unread > 0 && items?.[0] && (
    <Button variant="secondary" isPending={readAll.isPending} onClick={() => readAll.mutate({ until: items[0]?.createdAt })}>
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
        <Link
          to="/settings/$page"
          params={{ page: 'notifications' }}
          className="rounded-control py-1 text-13 text-accent-text underline-offset-4 hover:underline"
        >
          {t('preferences')}
        </Link>
      </div>
      {!items && notifications.isError && <QueryError error={notifications.error} onRetry={() => void notifications.refetch()} />}
      {!items && !notifications.isError && <Waiting />}
      {items?.length === 0 && <Nothing show={show} onAll={() => onShow('all')} />}
      {items && items.length > 0 && (
        <Card className="overflow-hidden">
          <ul className="divide-y">
            {items.map((notification) => (
              <li key={notification.id}>
                <NotificationLine notification={notification} onChoose={choose} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {notifications.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={notifications.isFetchingNextPage} onClick={() => void notifications.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  )
}
