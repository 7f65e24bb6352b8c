import { errorText } from '@pantheon/client/react'
import type { Order, Payment } from '@pantheon/contract'
import { Badge, Button, Card, ErrorSummary, formatMoney, languageOf, toast, useIsOnline } from '@pantheon/ui'
import { useNavigate } from '@tanstack/react-router'
import { CreditCard, ExternalLink, LoaderCircle } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { doubtOf } from './lost-payment.ts'
import { useLeaving } from './use-leaving.ts'
import { useHostedCheckout, useIsConfirming } from './use-payments.ts'

interface HostedCheckoutProps {
  order: Order
  latest: Payment | undefined
  isTest: boolean
  /** The buyer has just returned from the provider's page. */
  hasReturned: boolean
}

const slowAfterMs = 20_000
/** The buyer has paid, but the provider has not confirmed yet: no button, unless that takes long. */
const Confirming = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation()
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <div role="status" className="mt-4 flex gap-3 rounded-card border border-accent-line bg-accent-soft px-4 py-3 text-accent-text">
        <LoaderCircle aria-hidden className="mt-0.5 size-5 shrink-0 animate-spin motion-reduce:animate-none" />
        <div>
          <p className="font-semibold">{t(isSlow ? 'pay.slow' : 'pay.confirming')}</p>
          <p className="mt-0.5 text-14">{t(isSlow ? 'pay.slowText' : 'pay.confirmingText')}</p>
        </div>
      </div>
      {isSlow && children}
    </>
  )
}

/** Pays an order on a page of the provider. Buyers who return without paying can open it again. */
export const HostedCheckout = ({ order, latest, isTest, hasReturned }: HostedCheckoutProps) => {
  const { t, i18n } = useTranslation()
  const isOnline = useIsOnline()
  const navigate = useNavigate()
  const open = useHostedCheckout()
  const { isLeaving, leaveTo } = useLeaving()
  const isConfirming = useIsConfirming(order.id, hasReturned)
  const isBegun = latest?.status === 'requires_action' && latest.failureCode === null
  const leave = async (page: { url: string }) => {
    // Returning with the browser's Back button means that the buyer has not paid.
    if (hasReturned) await navigate({ to: '/orders/$orderId', params: { orderId: order.id }, search: {}, replace: true })
    leaveTo(page)
  }
  const go = () => {
    if (!isOnline) return toast.error(t('pay.offline'))
    if (latest?.status === 'requires_action' && latest.actionUrl !== null) return void leave({ url: latest.actionUrl })
    open.mutate({ orderId: order.id }, { onSuccess: leave })
  }
  const refusal = () => {
    // Money moves on the provider's page, not before.
    if (doubtOf(open.error)) return t('pay.unsent')
    if (open.error) return errorText(open.error, languageOf(i18n.language))
    // A card declined on the provider's page is not final: the payment is still open.
    const isDeclined = latest?.status === 'failed' || (latest?.status === 'requires_action' && latest.failureCode !== null)
    return isDeclined ? t('pay.declined') : undefined
  }
  const button = (
    <Button size="large" isPending={open.isPending || isLeaving} onClick={go}>
      <ExternalLink aria-hidden />
      {isBegun ? t('pay.goOn') : t('pay.pay', { amount: formatMoney(order.totalAmount, order.currency, i18n.language) })}
    </Button>
  )
  return (
    <Card className="p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2.5 text-20 font-semibold">
          <CreditCard aria-hidden className="size-5 text-ink-faint" />
          {t('pay.title')}
        </h2>
        {isTest && <Badge tone="warning">{t('pay.test')}</Badge>}
      </div>
      {isConfirming ? (
        <Confirming>
          <div className="mt-4 grid">{button}</div>
        </Confirming>
      ) : (
        <>
          <p className="mt-3 text-14 text-ink-muted">{t(isBegun ? 'pay.begunText' : 'pay.hostedText')}</p>
          <div className="mt-5 flex flex-col gap-4">
            <ErrorSummary problems={[]} message={refusal()} attempt={open.failureCount} />
            {button}
          </div>
        </>
      )}
    </Card>
  )
}
