'use client'
import type { Notification } from '@pantheon/contract'
import {
  Ban,
  BookX,
  CalendarCheck,
  CalendarX,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  CornerUpLeft,
  CreditCard,
  type LucideIcon,
  PackageCheck,
  PackageX,
  Scale,
  Undo2,
  UserRoundPlus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import type { ShellLink } from '../patterns/shell-nav.ts'
import type { Tone } from '../primitives/Badge.tsx'
import { RelativeTime } from '../primitives/RelativeTime.tsx'
import { useSentence } from './notification-words.ts'

const looks: Record<Notification['kind'], readonly [icon: LucideIcon, tone: Tone]> = {
  'order.fulfilled': [PackageCheck, 'success'],
  'order.failed': [PackageX, 'danger'],
  'order.cancelled': [Ban, 'neutral'],
  'order.refunded': [Undo2, 'neutral'],
  'payment.failed': [CreditCard, 'danger'],
  'payment.refunded': [Undo2, 'neutral'],
  'payment.refund_failed': [CircleX, 'danger'],
  'subscription.unpaid': [CreditCard, 'danger'],
  'subscription.lapsed': [CircleX, 'danger'],
  'subscription.called_off': [Undo2, 'neutral'],
  'subscription.ended': [CalendarX, 'neutral'],
  'subscription.reduced': [CalendarCheck, 'neutral'],
  'job.refused': [CircleX, 'warning'],
  'job.failed': [BookX, 'danger'],
  'invitation.accepted': [UserRoundPlus, 'success'],
  'approval.opened': [Scale, 'accent'],
  'approval.reminded': [Clock, 'warning'],
  'approval.escalated': [Scale, 'warning'],
  'approval.approved': [CircleCheck, 'success'],
  'approval.rejected': [CircleX, 'danger'],
  'approval.expired': [Clock, 'danger'],
  'approval.sent_back': [CornerUpLeft, 'warning'],
  'event.parked': [CirclePause, 'danger'],
}
const plates: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-muted',
  info: 'bg-info-soft text-info-text',
  success: 'bg-success-soft text-success-text',
  warning: 'bg-warning-soft text-warning-text',
  danger: 'bg-danger-soft text-danger-text',
  accent: 'bg-accent-soft text-accent-text',
}

export interface NotificationLineProps {
  notification: Notification
  /** Called on a click: marks it as read. The link navigates. */
  onChoose: (notification: Notification) => void
  /** The link target of a notification; undefined where it has none. */
  placeOf: (notification: Notification) => string | undefined
  linkComponent: ShellLink
  className?: string
}

/** One notification: what happened, when, and whether it was read. The whole line is the link. */
export const NotificationLine = ({ notification, onChoose, placeOf, linkComponent: Link, className }: NotificationLineProps) => {
  const { t } = useTranslation('notifications')
  const sentence = useSentence()(notification)
  const [Icon, tone] = looks[notification.kind]
  const isUnread = notification.readAt === null
  const place = placeOf(notification)
  const shape = cn(
    'flex w-full items-start gap-3 px-4 py-3 text-left text-14 transition-colors hover:bg-hover focus-visible:-outline-offset-2 touch:min-h-11',
    className,
  )
  const content = (
    <>
      <span aria-hidden className={cn('grid size-8 shrink-0 place-items-center rounded-full [&_svg]:size-4', plates[tone])}>
        <Icon />
      </span>
      <span className="min-w-0 flex-1">
        {isUnread && <span className="sr-only">{t('isUnread')} </span>}
        <span className={cn('block text-pretty break-words', isUnread ? 'font-medium text-ink' : 'text-ink-muted')}>{sentence}</span>
        <RelativeTime at={notification.createdAt} className="text-12 text-ink-faint" />
      </span>
      <span aria-hidden className={cn('mt-2 size-2 shrink-0 rounded-full', isUnread && 'bg-accent')} />
    </>
  )
  if (place === undefined) {
    return (
      <button type="button" className={shape} onClick={() => onChoose(notification)}>
        {content}
      </button>
    )
  }
  return (
    <Link href={place} className={shape} onClick={() => onChoose(notification)}>
      {content}
    </Link>
  )
}
