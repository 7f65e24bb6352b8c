import { failureText } from '@pantheon/client/react'
import { agentOf, type EventName, type TimelineEntry } from '@pantheon/contract'
import { Card, languageOf, Skeleton, Timeline, type Tone } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { useOrderTimeline } from './use-orders.ts'

// The events shown here. The log has more: each step of the agent, and both sides of one fact (a payment that succeeded, an order paid).
const tones = {
  'order.placed': 'accent',
  'approval.opened': 'neutral',
  'approval.approved': 'success',
  'approval.rejected': 'danger',
  'approval.sent_back': 'warning',
  'approval.expired': 'danger',
  'order.started': 'neutral',
  'order.fulfilled': 'success',
  'order.cancelled': 'neutral',
  'order.failed': 'danger',
  'order.refunded': 'neutral',
  'payment.succeeded': 'success',
  'payment.failed': 'danger',
  'payment.action_required': 'warning',
  'payment.disputed': 'danger',
  'refund.held': 'neutral',
  'refund.requested': 'neutral',
  'refund.succeeded': 'success',
  'refund.failed': 'danger',
  'job.refused': 'warning',
  'job.failed': 'danger',
  'job.cancelled': 'neutral',
  'course.outlined': 'neutral',
  'course.completed': 'success',
} as const satisfies Partial<Record<EventName, Tone>>
const isShown = (name: string): name is keyof typeof tones => name in tones

/** The actor's display name: people have names, agents are named by what they do. */
const useActorName = () => {
  const { t } = useTranslation()
  return ({ actorId, actorName }: TimelineEntry): string | undefined => {
    const agent = agentOf(actorId)
    return agent === undefined ? (actorName ?? undefined) : t(`order.agent.${agent}`)
  }
}

/** The actor and, for a failure, the reason. */
const useDetail = () => {
  const { i18n } = useTranslation()
  const actorNameOf = useActorName()
  return (entry: TimelineEntry) => {
    const actor = actorNameOf(entry)
    const why = entry.detail === null ? undefined : failureText(entry.detail, languageOf(i18n.language))
    if (actor === undefined && why === undefined) return {}
    return {
      detail: (
        <>
          {actor !== undefined && <p>{actor}</p>}
          {why !== undefined && <p className="break-words">{why}</p>}
        </>
      ),
    }
  }
}

/** The history of an order, from the event log. */
export const OrderTimeline = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation()
  const detailOf = useDetail()
  const timeline = useOrderTimeline(orderId)
  if (hasFailedToLoad(timeline)) return <PartError title={t('order.timeline')} queries={[timeline]} />
  return (
    <Card className="p-5">
      <h2 className="mb-4 text-16 font-semibold">{t('order.timeline')}</h2>
      {timeline.data?.hasEarlier && <p className="mb-4 text-13 text-ink-muted">{t('order.timelineEarlier')}</p>}
      {timeline.data ? (
        <Timeline
          label={t('order.timeline')}
          items={timeline.data.items.flatMap((entry) => {
            const { seq, name, at } = entry
            return isShown(name) ? [{ id: seq, at, tone: tones[name], title: t(`order.event.${name}`), ...detailOf(entry) }] : []
          })}
        />
      ) : (
        <Skeleton shape="text" className="h-56" />
      )}
    </Card>
  )
}
