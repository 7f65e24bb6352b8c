'use client'
import { methodText } from '@pantheon/client/react'
import { type ListedOrder, orderAbout } from '@pantheon/contract'
import { Badge, Clamped, Progress, RowText } from '@pantheon/ui'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { jobTone, paymentTone } from '../live/tones.ts'
import { organizationBeside, shortId } from './order-words.ts'

/** The order's title with its product and short id: a link, so that it can be opened in a new tab. */
export const AboutCell = ({ order, onOpen }: { order: ListedOrder; onOpen: (order: ListedOrder) => void }) => {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(order)
  }
  return (
    <RowText quiet={`${order.productName} · ${shortId(order.id)}`}>
      <a href={`?order=${order.id}`} onClick={open} className="block leading-6 rounded-control font-medium hover:underline touch:min-h-11">
        <Clamped>{orderAbout(order)}</Clamped>
      </a>
    </RowText>
  )
}

/** The order's buyer and organization. */
export const BuyerCell = ({ order: { buyer } }: { order: ListedOrder }) =>
  buyer && (
    <RowText quiet={organizationBeside(buyer)}>
      <Clamped>{buyer.name}</Clamped>
    </RowText>
  )

/** The order's payment. */
export const PaymentCell = ({ order: { payment } }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  if (payment === null) return <span className="text-ink-faint">{t('orders.noPayment')}</span>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 in-[td]:flex-nowrap">
      <Badge tone={paymentTone[payment.status]} hasDot>
        {t(`paymentStatus.${payment.status}`)}
      </Badge>
      <span className="text-12 text-ink-faint">{methodText(payment.method)}</span>
    </span>
  )
}

/** The order's latest job, with its progress while it runs. */
export const JobCell = ({ order }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  const { job } = order
  if (job === null) return <span className="text-ink-faint">{t('orders.noJob')}</span>
  if (job.status !== 'running') {
    return (
      <Badge tone={jobTone[job.status]} hasDot>
        {t(`jobStatus.${job.status}`)}
      </Badge>
    )
  }
  return (
    <span className="inline-flex items-center gap-2.5">
      <Progress value={job.progress} label={t('job.progress', { job: orderAbout(order) })} className="w-20" />
      <span className="text-13 text-ink-muted tabular-nums">{t('job.percent', { percent: job.progress })}</span>
    </span>
  )
}
