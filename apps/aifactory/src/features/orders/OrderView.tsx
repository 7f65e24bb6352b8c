import { isMadeByAgent, type ListedOrder, type Order, orderTitle, type ProductCategory } from '@pantheon/contract'
import { Card, PageHeader, Skeleton, useKeptFocus } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { OrderApproval } from '../approvals/OrderApproval.tsx'
import { OfflineDraftBadge } from '../courses/OfflineDraftBadge.tsx'
import { useOrderCourse } from '../courses/use-courses.ts'
import { OrderInvoices } from '../invoices/OrderInvoices.tsx'
import { JobPanel } from '../jobs/JobPanel.tsx'
import { useOrderJob } from '../jobs/use-jobs.ts'
import { Checkout } from '../payments/Checkout.tsx'
import { useIsConfirming } from '../payments/use-payments.ts'
import { BackLink } from '../shell/BackLink.tsx'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { OrderActions } from './OrderActions.tsx'
import { OrderFacts, OrderRequest } from './OrderFacts.tsx'
import { OrderStatusBadge } from './OrderStatusBadge.tsx'
import { OrderTimeline } from './OrderTimeline.tsx'

const paid: readonly Order['status'][] = ['paid', 'in_progress', 'fulfilled', 'refunded']

const OrderedCourse = ({ order }: { order: Order }) => {
  const course = useOrderCourse(order.id)
  if (course.queries.some(hasFailedToLoad)) return <PartError title={orderTitle(order)} queries={course.queries} />
  // Orders imported from the previous shop may be delivered without a course.
  if (course.isNone) return null
  if (!course.data) return <Skeleton shape="portrait" className="h-36" />
  const { id, content, authorship, request } = course.data
  return (
    <Card className="relative flex items-start gap-4 p-5 transition-colors hover:border-accent-line md:p-6">
      <span aria-hidden className="grid size-11 shrink-0 place-items-center rounded-card bg-accent-soft text-accent-text">
        <BookOpen className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <OfflineDraftBadge authorship={authorship} />
        <h2 lang={request.language} className="mt-2 text-20 font-semibold">
          <Link to="/courses/$courseId" params={{ courseId: id }} className="after:absolute after:inset-0 after:rounded-card">
            {content.title}
          </Link>
        </h2>
        <p lang={request.language} className="mt-1.5 line-clamp-3 text-14 text-ink-muted">
          {content.description}
        </p>
      </div>
    </Card>
  )
}

/** The output of agents, by category; products delivered by people have none here. */
const deliverables: Partial<Record<ProductCategory, ComponentType<{ order: Order }>>> = { ai_course_generation: OrderedCourse }

/** One order: status, next action, output, details and history. */
export const OrderView = ({ order, hasPaid }: { order: ListedOrder; hasPaid: boolean }) => {
  const { t } = useTranslation()
  const { can } = useAccount()
  const status = useKeptFocus<HTMLSpanElement>()
  const isByAgent = isMadeByAgent(order.category)
  const Deliverable = deliverables[order.category]
  const job = useOrderJob(order.id)
  const wasStopped = order.status === 'failed' && job.data?.status === 'cancelled'
  const isSentBack = order.refundable !== null && order.status === 'refunded'
  const isConfirming = useIsConfirming(order.id, hasPaid) && order.status === 'awaiting_payment'
  const statusTextOf = () => {
    if (isConfirming) return t('orders.confirming')
    if (isSentBack) return t('orders.sentBack')
    if (order.isByHand) return t('orders.paidByHand')
    return wasStopped ? t('orders.stopped') : t(`orders.statusText.${order.status}`)
  }
  const isUnfinished = order.status !== 'fulfilled' && order.status !== 'awaiting_payment'
  // The job panel stays visible for users who watched the job finish.
  const [hasWatched, setWatched] = useState(false)
  if (order.status === 'in_progress' && !hasWatched) setWatched(true)
  const isJobShown = isUnfinished || hasWatched
  return (
    <>
      <PageHeader
        above={<BackLink to="/orders">{t('orders.title')}</BackLink>}
        title={orderTitle(order)}
        badge={<OrderStatusBadge status={order.status} />}
        description={
          <span ref={status} role="status" tabIndex={-1}>
            {statusTextOf()}
          </span>
        }
        actions={<OrderActions order={order} />}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-5">
          {order.status === 'awaiting_approval' && can('approval:read') && <OrderApproval orderId={order.id} />}
          {order.status === 'awaiting_payment' && can('payment:make') && <Checkout order={order} hasPaid={hasPaid} />}
          {order.status === 'fulfilled' && Deliverable && <Deliverable order={order} />}
          {isJobShown && isByAgent && hasFailedToLoad(job) && <PartError title={t('job.title')} queries={[job]} />}
          {isJobShown && job.data && <JobPanel job={job.data} orderId={order.id} />}
          {order.status === 'in_progress' && isByAgent && job.isPending && <Skeleton shape="card" className="h-[42rem]" />}
          <OrderRequest order={order} />
        </div>
        <aside className="space-y-5">
          <OrderFacts order={order} hasPaid={hasPaid} />
          {can('payment:read') && <OrderInvoices orderId={order.id} isPaid={paid.includes(order.status)} />}
          <OrderTimeline orderId={order.id} />
        </aside>
      </div>
    </>
  )
}
