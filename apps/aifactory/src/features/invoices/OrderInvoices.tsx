import { Card, Money, Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { PdfLink } from './PdfLink.tsx'
import { useOrderInvoices } from './use-invoices.ts'

interface OrderInvoicesProps {
  orderId: string
  /** A paid order has documents: their space is reserved until they are loaded. */
  isPaid: boolean
}

/** Invoices and credit notes of one order; renders nothing while there are none. */
export const OrderInvoices = ({ orderId, isPaid }: OrderInvoicesProps) => {
  const { t } = useTranslation()
  const invoices = useOrderInvoices(orderId)
  if (hasFailedToLoad(invoices)) return <PartError title={t('invoices.title')} queries={[invoices]} />
  if (isPaid && invoices.isLoading) return <Skeleton shape="card" className="h-32" />
  const { items = [], pending = 0 } = invoices.data ?? {}
  if (items.length + pending === 0) return null
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('invoices.title')}</h2>
      <ul className="space-y-2.5 empty:hidden">
        {items.map((invoice) => (
          <li key={invoice.id} className="flex items-center justify-between gap-3 text-14">
            <span>
              <span className="block">{t(`invoices.name.${invoice.kind}`, { number: invoice.number })}</span>
              <Money amount={invoice.total} currency={invoice.currency} className="text-13 text-ink-muted" />
            </span>
            <PdfLink invoice={invoice} />
          </li>
        ))}
      </ul>
      {pending > 0 && (
        <p role="status" className="not-first:mt-2.5 text-13 text-ink-muted">
          {t('invoices.pending', { count: pending })}
        </p>
      )}
    </Card>
  )
}
