import { errorOf } from '@pantheon/client/react'
import type { Order } from '@pantheon/contract'
import { Button, Dialog, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useCancelOrder } from './use-orders.ts'

/** Cancels an order, after a confirmation. */
export const CancelOrder = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const cancel = useCancelOrder()
  const showError = useErrorToast()
  const [isAsking, setAsking] = useState(false)
  const isPaid = order.status === 'paid' || order.status === 'in_progress'
  const confirm = () =>
    cancel.mutate(
      { id: order.id, version: order.version },
      {
        onSuccess: () => toast.success(t('order.cancelled')),
        onError: (error) => (errorOf(error).code === 'version.stale' ? toast.info(t('order.stale')) : showError(error)),
        onSettled: () => setAsking(false),
      },
    )
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        {t('order.cancel')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('order.cancelTitle')}
        description={t(isPaid ? 'order.cancelPaid' : 'order.cancelText')}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('order.keep')}
            </Button>
            <Button variant="danger" isPending={cancel.isPending} onClick={confirm}>
              {t('order.cancel')}
            </Button>
          </>
        }
      />
    </>
  )
}
