import { errorOf } from '@pantheon/client/react'
import { isMadeByAgent, type ListedOrder } from '@pantheon/contract'
import { Button, Skeleton, toast } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { BookOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { useOrderCourse } from '../courses/use-courses.ts'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { RefundOrder } from './RefundOrder.tsx'
import { useFulfilOrder } from './use-orders.ts'

const ended: readonly ListedOrder['status'][] = ['cancelled', 'refunded', 'failed']

/** The next actions for an order, the primary one last. */
export const OrderActions = ({ order }: { order: ListedOrder }) => {
  const { t } = useTranslation()
  const { can } = useAccount()
  const course = useOrderCourse(order.id)
  const fulfil = useFulfilOrder()
  const showError = useErrorToast()
  // The space of the link to the course is reserved while it loads, to prevent layout shift.
  const isCourseAwaited = order.status === 'fulfilled' && isMadeByAgent(order.category) && course.queries.some(({ isLoading }) => isLoading)
  const markFulfilled = () =>
    fulfil.mutate(
      { id: order.id, version: order.version },
      {
        onSuccess: () => toast.success(t('order.fulfilled')),
        onError: (error) => (errorOf(error).code === 'version.stale' ? toast.info(t('order.stale')) : showError(error)),
      },
    )
  return (
    <>
      {order.refundable !== null && can('order:refund') && <RefundOrder order={order} left={order.refundable} />}
      {order.isByHand && can('order:fulfil') && (
        <Button isPending={fulfil.isPending} onClick={markFulfilled}>
          {t('order.fulfil')}
        </Button>
      )}
      {ended.includes(order.status) && (
        <Button asChild variant="secondary">
          <Link to="/products/$productId" params={{ productId: order.productId }}>
            {t('order.again')}
          </Link>
        </Button>
      )}
      {isCourseAwaited && <Skeleton className="h-9 w-36 touch:h-11" />}
      {order.status === 'fulfilled' && course.data && (
        <Button asChild>
          <Link to="/courses/$courseId" params={{ courseId: course.data.id }}>
            <BookOpen aria-hidden />
            {t('order.open')}
          </Link>
        </Button>
      )}
    </>
  )
}
