import type { Notification } from '@pantheon/contract'
import { Button, IconButton, Popover, Skeleton } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Bell as BellIcon, CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotificationLine } from './NotificationLine.tsx'
import { useLatestNotifications, useReading, useUnreadCount } from './use-notifications.ts'

const Waiting = () => (
  <div aria-busy="true" className="space-y-3 p-4">
    {[0, 1, 2].map((row) => (
      <Skeleton key={row} className="h-10" />
    ))}
  </div>
)

/** The bell in the bar: how many are unread, and under it the newest ones. */
export const Bell = () => {
  const { t } = useTranslation('notifications')
  const [isOpen, setOpen] = useState(false)
  const unread = useUnreadCount()
  const latest = useLatestNotifications(isOpen)
  const { read, readAll } = useReading()
  const items = latest.data?.items
  const choose = ({ id, readAt }: Notification) => {
    if (readAt === null) read.mutate({ id })
    setOpen(false)
  }
  const name = unread > 0 ? t('bellUnread', { count: unread }) : t('bell')
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setOpen}
      label={t('title')}
      className="w-[min(24rem,calc(100vw-1rem))]"
      trigger={
        <IconButton name={name} className="relative">
          <BellIcon />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4 font-semibold text-accent-ink tabular-nums"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </IconButton>
      }
    >
      <div className="flex items-center justify-between gap-3 border-b px-4 py-2.5">
        <h2 className="text-14 font-semibold">{t('title')}</h2>
        {unread > 0 && items?.[0] && (
          <Button size="small" variant="ghost" isPending={readAll.isPending} onClick={() => readAll.mutate({ until: items[0]?.createdAt })}>
            <CheckCheck />
            {t('readAll')}
          </Button>
        )}
      </div>
      <div className="min-h-0 overflow-y-auto">
        {!items && latest.isError && <p className="px-4 py-6 text-center text-14 text-ink-muted">{t('failed')}</p>}
        {!items && !latest.isError && <Waiting />}
        {items?.length === 0 && <p className="px-6 py-8 text-center text-14 text-ink-muted">{t('emptyText')}</p>}
        {items && items.length > 0 && (
          <ul className="divide-y">
            {items.map((notification) => (
              <li key={notification.id}>
                <NotificationLine notification={notification} onChoose={choose} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="border-t p-1.5 text-center">
        <Button asChild variant="ghost" size="small" className="w-full">
          <Link to="/notifications" onClick={() => setOpen(false)}>
            {t('seeAll')}
          </Link>
        </Button>
      </div>
    </Popover>
  )
}
