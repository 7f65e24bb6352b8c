import { failureText } from '@pantheon/client/react'
import type { TimelineEntry } from '@pantheon/contract'
import type { Language, MessageNamespaces, Tone } from '@pantheon/ui'
import type { TFunction } from 'i18next'

type Families = Omit<MessageNamespaces['desk']['timeline'], 'other'>
type TimelineName = { [F in keyof Families & string]: `${F}.${keyof Families[F] & string}` }[keyof Families & string]

const names: readonly TimelineName[] = [
  'order.placed',
  'order.approved',
  'order.paid',
  'order.started',
  'order.fulfilled',
  'order.cancelled',
  'order.failed',
  'order.refunded',
  'approval.opened',
  'approval.voted',
  'approval.approved',
  'approval.rejected',
  'approval.sent_back',
  'approval.resubmitted',
  'approval.delegated',
  'approval.reminded',
  'approval.escalated',
  'approval.expired',
  'approval.cancelled',
  'approval.commented',
  'payment.created',
  'payment.succeeded',
  'payment.failed',
  'payment.action_required',
  'payment.cancelled',
  'payment.disputed',
  'refund.held',
  'refund.requested',
  'refund.succeeded',
  'refund.failed',
  'invoice.issued',
  'invoice.credited',
  'job.refused',
  'job.queued',
  'job.started',
  'job.progressed',
  'job.succeeded',
  'job.failed',
  'job.cancelled',
  'course.outlined',
  'course.updated',
  'course.completed',
]

/** The names of a timeline's entries. An order has one invoice: later documents are credit notes. */
export const entryNames = (entries: readonly { name: string }[]): string[] => {
  const invoice = entries.findIndex(({ name }) => name === 'invoice.issued')
  return entries.map(({ name }, index) => (name === 'invoice.issued' && index > invoice ? 'invoice.credited' : name))
}

/** The label of an entry. A newer server may log events that have no label here. */
export const timelineWords = (name: string, t: TFunction<'desk'>): string => {
  const known = names.find((candidate) => candidate === name)
  return known ? t(`timeline.${known}`) : t('timeline.other')
}

export const timelineTone = (name: string): Tone => {
  if (name.endsWith('.failed')) return 'danger'
  if (['order.fulfilled', 'payment.succeeded', 'order.paid', 'job.succeeded', 'course.completed'].includes(name)) return 'success'
  if (name === 'job.refused') return 'warning'
  return name.startsWith('job.') ? 'info' : 'neutral'
}

/** The detail of an entry: its actor, a person or an agent, and the reason of a failure; undefined where the log has neither. */
export const timelineDetail = ({ actorName, detail }: Pick<TimelineEntry, 'actorName' | 'detail'>, language: Language): string | undefined =>
  [actorName, detail === null ? null : failureText(detail, language)].filter(Boolean).join(' · ') || undefined
