import {
  agentOf,
  type CompositeState,
  cutText,
  type EventName,
  isPersonalEvent,
  isPublicEvent,
  type LoggedEvent,
  type Order,
  type SubjectType,
} from '@pantheon/contract'
import { formatMoney, type Tone } from '@pantheon/ui'
import type { Translate } from '../../i18n.ts'
import { jobTitle, stepWords } from '../jobs/job-words.ts'
import { orderTitle, shortId } from '../orders/order-words.ts'

/**
 * Events of an order and its money that mean the same are shown once: each key is omitted when its value, the more specific event, is present.
 */
const supersededBy = { 'order.paid': 'payment.succeeded', 'refund.succeeded': 'order.refunded' } as const satisfies Partial<Record<EventName, EventName>>

const orderOf = ({ subject, related }: LoggedEvent): string | undefined => [subject, ...related].find(({ type }) => type === 'order')?.id

/**
 * The events to show, newest first. Of a job's progress only the latest event is kept, and none once the job has ended: the progress bar shows
 * the rest. Course updates by an agent are progress too; only those by a person are shown.
 */
export const feedOf = (events: readonly LoggedEvent[]): LoggedEvent[] => {
  const shown = new Set<string>()
  const happened = new Set(events.map((event) => `${event.name} ${orderOf(event)}`))
  return events
    .toSorted((a, b) => b.seq - a.seq)
    .filter((event) => {
      const { name, subject, actorId } = event
      if (isPersonalEvent(name)) return false // shown by the notification bell
      if (name in supersededBy && happened.has(`${supersededBy[name as keyof typeof supersededBy]} ${orderOf(event)}`)) return false
      if (name === 'course.updated') return actorId !== null && agentOf(actorId) === undefined
      if (subject.type !== 'job') return true
      const isShown = name !== 'job.progressed' || !shown.has(subject.id)
      if (name !== 'job.queued' && name !== 'job.started') shown.add(subject.id)
      return isShown
    })
}

/** Only successes and failures are coloured; everything else is neutral. */
export const toneOf = ({ name }: LoggedEvent): Tone => {
  if (name.endsWith('.failed')) return 'danger'
  return ['payment.succeeded', 'order.fulfilled', 'job.succeeded', 'course.completed'].includes(name) ? 'success' : 'neutral'
}

const maxLength = 40
const short = (text: string): string => cutText(text, maxLength + 1, '…')

/** An order with shortened names, so that a truncated line of the feed keeps its verb. */
const shortened = (order: Order): Order => ({
  ...order,
  productName: short(order.productName),
  input: { ...order.input, ...(typeof order.input.topic === 'string' && { topic: short(order.input.topic) }) },
})

interface Words {
  state: CompositeState
  t: Translate
  language: string
}

/**
 * The text of an event. Events carry ids only: names come from the latest items of the same snapshot, or the short id when they are no longer
 * among them.
 */
export const sentenceOf = (event: LoggedEvent, { state, t, language }: Words): string => {
  const idOf = (type: SubjectType) => [event.subject, ...event.related].find((one) => one.type === type)?.id
  const orderName = () => {
    const id = idOf('order')
    // An invoice may be for a month of a plan, without an order.
    if (id === undefined) return t('event.aPlan')
    const order = state.businessState.latestOrders.find((candidate) => candidate.id === id)
    return order ? orderTitle(shortened(order), t) : t('event.someOrder', { id: shortId(id) })
  }
  const jobName = () => {
    const id = idOf('job') ?? ''
    const job = state.agentState.latestJobs.find((candidate) => candidate.id === id)
    return job ? jobTitle(job, t) : t('event.someJob', { id: shortId(id) })
  }
  const amount = () => {
    const id = idOf('payment')
    const payment = state.businessState.latestPayments.find((candidate) => candidate.id === id)
    return payment ? formatMoney(payment.amount, payment.currency, language) : t('event.anAmount')
  }
  switch (event.name) {
    case 'order.placed':
    case 'order.approved':
    case 'order.paid':
    case 'order.started':
    case 'order.fulfilled':
    case 'order.cancelled':
    case 'order.failed':
    case 'order.refunded':
    case 'job.refused':
      return t(`event.${event.name}`, { order: orderName() })
    case 'payment.created':
    case 'payment.succeeded':
    case 'payment.failed':
    case 'payment.action_required':
    case 'payment.cancelled':
    case 'payment.disputed':
    case 'refund.held':
    case 'refund.requested':
    case 'refund.succeeded':
    case 'refund.failed':
      return t(`event.${event.name}`, { amount: amount(), order: orderName() })
    case 'invoice.issued':
      return t(`event.invoice.${event.data.kind === 'credit_note' ? 'credited' : 'issued'}`, { order: orderName() })
    case 'subscription.changed':
      return t('event.subscription.changed', { plan: t(`plan.${event.data.plan}`) })
    case 'job.progressed':
      return t('event.job.progressed', { job: jobName(), step: stepWords(event.data.jobType, event.data.step, t) })
    case 'job.queued':
    case 'job.started':
    case 'job.succeeded':
    case 'job.failed':
    case 'job.cancelled':
    case 'course.outlined':
    case 'course.updated':
    case 'course.completed':
      return t(`event.${event.name}`, { job: jobName() })
    case 'task.updated':
      return t('event.task.updated', { status: t(`taskStatus.${event.data.status}`) })
    default:
      // Watchers receive only public events, so others have no text.
      return isPublicEvent(event.name) ? t(`event.${event.name}`) : ''
  }
}
