'use client'
import { useTRPC } from '@pantheon/client/react'
import { completionOf, type ListedOrder, orderAbout, type TimelineEntry } from '@pantheon/contract'
import { Badge, DateTime, DefinitionList, IconButton, languageOf, Money, Sheet, Skeleton, Timeline, toast } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { JobLine } from '../jobs/JobLine.tsx'
import { Failed } from '../live/Failed.tsx'
import { orderTone } from '../live/tones.ts'
import { OrderNextStep } from './OrderNextStep.tsx'
import { OrderPayments } from './OrderPayments.tsx'
import { askedFacts, organizationBeside, shortId } from './order-words.ts'
import { entryNames, timelineDetail, timelineTone, timelineWords } from './timeline-words.ts'

const OrderTimeline = ({ orderId }: { orderId: string }) => {
  const { t, i18n } = useTranslation()
  const { t: words } = useTranslation('desk')
  const timeline = useQuery(useTRPC().business.orders.timeline.queryOptions({ id: orderId }))
  if (timeline.data === undefined) {
    return timeline.error ? <Failed error={timeline.error} onRetry={() => void timeline.refetch()} /> : <Skeleton shape="text" className="h-40" />
  }
  const names = entryNames(timeline.data.items)
  const toItem = (entry: TimelineEntry, index: number) => ({
    id: entry.seq,
    title: timelineWords(names[index] ?? entry.name, words),
    at: entry.at,
    tone: timelineTone(entry.name),
    detail: timelineDetail(entry, languageOf(i18n.language)),
  })
  return <Timeline label={t('orders.timeline')} items={timeline.data.items.map(toItem)} />
}

const OrderJobs = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation()
  const jobs = useQuery(useTRPC().agents.jobs.list.queryOptions({ orderId, limit: 20 }))
  if (jobs.data === undefined)
    return jobs.error ? <Failed error={jobs.error} onRetry={() => void jobs.refetch()} /> : <Skeleton shape="text" className="h-16" />
  if (jobs.data.items.length === 0) return <p className="text-14 text-ink-muted">{t('orders.noJob')}</p>
  return (
    <ul className="divide-y">
      {jobs.data.items.map((job) => (
        <li key={job.id} className="py-3 first:pt-0 last:pb-0">
          <JobLine job={job} />
        </li>
      ))}
    </ul>
  )
}

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h3 className="mb-3 text-14 font-semibold">{title}</h3>
    {children}
  </section>
)

const Facts = ({ order }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const organization = order.buyer === null ? undefined : organizationBeside(order.buyer)
  const copy = () => void navigator.clipboard.writeText(order.id).then(() => toast.success(t('orders.copied')))
  return (
    <DefinitionList
      facts={[
        { term: t('orders.product'), value: `${order.productName} · ${t(`category.${order.category}`)}` },
        ...(order.buyer === null ? [] : [{ term: desk('column.buyer'), value: order.buyer.name, note: order.buyer.email }]),
        ...(organization === undefined ? [] : [{ term: desk('column.organization'), value: organization }]),
        { term: t('orders.quantity'), value: order.quantity },
        { term: t('orders.unitPrice'), value: <Money amount={order.unitPrice} currency={order.currency} /> },
        { term: t('orders.total'), value: <Money amount={order.totalAmount} currency={order.currency} /> },
        { term: t('orders.placed'), value: <DateTime at={order.createdAt} /> },
        ...(order.completedAt === null ? [] : [{ term: t(`orders.completed.${completionOf(order)}`), value: <DateTime at={order.completedAt} /> }]),
        {
          term: t('orders.id'),
          value: (
            <span className="inline-flex items-center gap-1">
              <code className="font-mono text-12 font-normal break-all">{order.id}</code>
              <IconButton name={t('orders.copy')} className="size-7" onClick={copy}>
                <Copy />
              </IconButton>
            </span>
          ),
        },
      ]}
    />
  )
}

const Detail = ({ order }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  const asked = askedFacts(order, t)
  return (
    <div className="space-y-7">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Badge tone={orderTone[order.status]} hasDot>
          {t(`orderStatus.${order.status}`)}
        </Badge>
        <OrderNextStep order={order} />
      </div>
      <Facts order={order} />
      {asked.length > 0 && (
        <Section title={t('orders.request')}>
          <DefinitionList facts={asked} />
        </Section>
      )}
      <Section title={t('orders.timeline')}>
        <OrderTimeline orderId={order.id} />
      </Section>
      <Section title={t('orders.payments')}>
        <OrderPayments orderId={order.id} />
      </Section>
      <Section title={t('orders.jobs')}>
        <OrderJobs orderId={order.id} />
      </Section>
    </div>
  )
}

/** The detail panel of one order: title and next action, then facts, timeline, payments and jobs. */
export const OrderDetail = ({ orderId, onClose }: { orderId: string; onClose: () => void }) => {
  const { t } = useTranslation()
  const order = useQuery(useTRPC().business.orders.get.queryOptions({ id: orderId }, { retry: false }))
  const waiting = <Skeleton shape="facts" className="h-96" />
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={order.data ? orderAbout(order.data) : t('orders.detail', { id: shortId(orderId) })}
      {...(order.data && { description: t('orders.detailOf', { product: order.data.productName, id: shortId(orderId) }) })}
      className="md:w-[30rem]"
    >
      {order.data ? (
        <Suspense fallback={waiting}>
          <Detail order={order.data} />
        </Suspense>
      ) : order.error ? (
        <Failed error={order.error} onRetry={() => void order.refetch()} />
      ) : (
        waiting
      )}
    </Sheet>
  )
}
