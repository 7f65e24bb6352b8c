import { errorOf, errorText } from '@pantheon/client/react'
import type { Order, Payment } from '@pantheon/contract'
import { Badge, Card, formatMoney, languageOf } from '@pantheon/ui'
import { CreditCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CardForm } from './CardForm.tsx'
import { doubtOf } from './lost-payment.ts'
import { usePayOrder } from './use-payments.ts'

const testCards = [
  { number: '4242 4242 4242 4242', outcome: 'succeeds' },
  { number: '4000 0000 0000 0002', outcome: 'declines' },
] as const

/** Pays an order with a card entered here. A refusal is shown as a message and leaves the order payable. */
export const CardCheckout = ({ order, latest, isTest }: { order: Order; latest: Payment | undefined; isTest: boolean }) => {
  const { t, i18n } = useTranslation()
  const language = languageOf(i18n.language)
  const pay = usePayOrder(order.id)
  const isConfirming = latest?.status === 'pending' || latest?.status === 'requires_action'
  const refusal = () => {
    if (pay.isPending || isConfirming) return undefined
    if (pay.isUnknown) return t('pay.unknown')
    const doubt = doubtOf(pay.error)
    if (doubt === 'unsent' || (doubt === 'unknown' && !pay.hasArrived)) return t('pay.unsent')
    if (pay.error && doubt === undefined) return errorOf(pay.error).code === 'payment.declined' ? t('pay.declined') : errorText(pay.error, language)
    return latest?.status === 'failed' ? t('pay.declined') : undefined
  }
  return (
    <Card className="p-5">
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex items-center gap-2.5 text-20 font-semibold">
          <CreditCard aria-hidden className="size-5 text-ink-faint" />
          {t('pay.title')}
        </h2>
        {isTest && <Badge tone="warning">{t('pay.test')}</Badge>}
      </div>
      <CardForm
        label={t('pay.title')}
        verb={t('pay.pay', { amount: formatMoney(order.totalAmount, order.currency, i18n.language) })}
        onCard={(card) => pay.mutate({ orderId: order.id, card })}
        isPending={pay.isPending}
        isConfirming={isConfirming || pay.isUnknown}
        refusal={refusal()}
        attempts={pay.failureCount}
        testCards={isTest ? testCards.map(({ number, outcome }) => ({ number, outcome: t(`pay.${outcome}`) })) : []}
      />
    </Card>
  )
}
