import type { Notification, NotificationKind } from '@pantheon/contract'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

type Words = TFunction<'notifications'>

/** The kinds whose text can name the person. */
const named = [
  'order.fulfilled',
  'order.cancelled',
  'order.refunded',
  'invitation.accepted',
  'approval.opened',
  'approval.approved',
  'approval.rejected',
  'approval.sent_back',
] as const satisfies readonly NotificationKind[]

/** The text of a notification, in the user's language. */
export const sentenceOf = ({ kind, subject, title, person }: Notification, t: Words): string => {
  const words = { title: title === null ? t(`untitled.${subject}`) : t('quoted', { title }), person: person ?? '' }
  const withName = named.find((known) => known === kind)
  const sentence = withName && person !== null ? t(`by.${withName}`, words) : t(`kind.${kind}`, words)
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** `sentenceOf` as a hook. */
export const useSentence = (): ((notification: Notification) => string) => {
  const { t } = useTranslation('notifications')
  return (notification) => sentenceOf(notification, t)
}
