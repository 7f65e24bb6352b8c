'use client'
import type { Notification } from '@pantheon/contract'
import { Bell as BellIcon, CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ShellLink } from '../patterns/shell-nav.ts'
import { Button } from '../primitives/Button.tsx'
import { IconButton } from '../primitives/IconButton.tsx'
import { Popover } from '../primitives/Popover.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { NotificationLine } from './NotificationLine.tsx'

const Waiting = () => (
  <div aria-busy="true" className="space-y-3 p-4">
    {[0, 1, 2].map((row) => (
      <Skeleton key={row} className="h-10" />
    ))}
  </div>
)

export interface BellViewProps {
  unread: number
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** The newest notifications; undefined while they load. */
  items: readonly Notification[] | undefined
  isFailed: boolean
  isReadingAll: boolean
  onRead: (notification: Notification) => void
  /** Marks everything up to this time as read. */
  onReadAll: (until: string) => void
  placeOf: (notification: Notification) => string | undefined
  linkComponent: ShellLink
  /** The page with all notifications. */
  inboxHref: string
}

/** The notification bell of the top bar: the unread count, and a panel with the newest ones. */
export const BellView = (props: BellViewProps) => {
  const { unread, isOpen, onOpenChange, items, isFailed, isReadingAll, onRead, onReadAll, placeOf, linkComponent: Link, inboxHref } = props
  const { t } = useTranslation('notifications')
  const newest = items?.[0]
  const choose = (notification: Notification) => {
    if (notification.readAt === null) onRead(notification)
    onOpenChange(false)
  }
  const name = unread > 0 ? t('bellUnread', { count: unread }) : t('bell')
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={onOpenChange}
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
        {unread > 0 && newest && (
          <Button size="small" variant="ghost" isPending={isReadingAll} onClick={() => onReadAll(newest.createdAt)}>
            <CheckCheck />
            {t('readAll')}
          </Button>
        )}
      </div>
      <div className="min-h-0 overflow-y-auto">
        {!items && isFailed && <p className="px-4 py-6 text-center text-14 text-ink-muted">{t('failed')}</p>}
        {!items && !isFailed && <Waiting />}
        {items?.length === 0 && <p className="px-6 py-8 text-center text-14 text-ink-muted">{t('emptyText')}</p>}
        {items && items.length > 0 && (
          <ul className="divide-y">
            {items.map((notification) => (
              <li key={notification.id}>
                <NotificationLine notification={notification} onChoose={choose} placeOf={placeOf} linkComponent={Link} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="border-t p-1.5 text-center">
        <Button asChild variant="ghost" size="small" className="w-full">
          <Link href={inboxHref} onClick={() => onOpenChange(false)}>
            {t('seeAll')}
          </Link>
        </Button>
      </div>
    </Popover>
  )
}
