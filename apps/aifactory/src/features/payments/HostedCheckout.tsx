import { errorText } from '@pantheon/client'
import type { Order, Payment } from '@pantheon/contract'
import { Badge, Button, Card, ErrorSummary, formatMoney, languageOf, toast, useIsOnline } from '@pantheon/ui'
import { CreditCard, ExternalLink, LoaderCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useHostedCheckout } from './use-payments.ts'

interface HostedCheckoutProps {
  order: Order
  latest: Payment | undefined
  isTest: boolean
  /** The buyer has just come back from paying. */
  hasReturned: boolean
}

/** Pays an order on a page of the provider's. Whoever comes back without having paid can go there again. */
export const HostedCheckout = ({ order, latest, isTest, hasReturned }: HostedCheckoutProps) => {
  const { t, i18n } = useTranslation()
  const isOnline = useIsOnline()
  const open = useHostedCheckout()
  const isConfirming = hasReturned && latest?.status === 'pending'
  const go = () => {
    if (!isOnline) return toast.error(t('pay.offline'))
    if (latest?.status === 'requires_action' && latest.actionUrl !== null) return window.location.assign(latest.actionUrl)
    open.mutate({ orderId: order.id }, { onSuccess: ({ url }) => window.location.assign(url) })
  }
  const refusal = open.error ? errorText(open.error, languageOf(i18n.language)) : latest?.status === 'failed' ? t('pay.declined') : undefined
  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2.5 text-20 font-semibold">
          <CreditCard aria-hidden className="size-5 text-ink-faint" />
          {t('pay.title')}
        </h2>
        {isTest && <Badge tone="warning">{t('pay.test')}</Badge>}
      </div>
      <p className="mt-3 text-14 text-ink-muted">{t(latest?.status === 'requires_action' ? 'pay.actionText' : 'pay.hostedText')}</p>
      <div className="mt-5 flex flex-col gap-4">
        <ErrorSummary problems={[]} message={refusal} attempt={open.failureCount} />
        <Button size="large" isPending={open.isPending || isConfirming} onClick={go}>
          <ExternalLink aria-hidden />
          {latest?.status === 'requires_action'
            ? t('pay.confirmAtBank')
            : t('pay.pay', { amount: formatMoney(order.totalAmount, order.currency, i18n.language) })}
        </Button>
        <p role="status" className="flex items-center justify-center gap-2 text-13 text-ink-muted">
          {isConfirming && (
            <>
              <LoaderCircle aria-hidden className="size-4 animate-spin" />
              {t('pay.confirming')}
            </>
          )}
        </p>
      </div>
    </Card>
  )
}
