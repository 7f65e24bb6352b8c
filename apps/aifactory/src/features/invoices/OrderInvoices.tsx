import { Card, Money } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { isLost, PartError } from '../shell/QueryError.tsx'
import { PdfLink } from './PdfLink.tsx'
import { useOrderInvoices } from './use-invoices.ts'

/** What was billed and credited for one order; nothing until there is something. */
export const OrderInvoices = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation()
  const invoices = useOrderInvoices(orderId)
  if (isLost(invoices)) return <PartError title={t('invoices.title')} queries={[invoices]} />
  const items = invoices.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('invoices.title')}</h2>
      <ul className="space-y-2.5">
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
    </Card>
  )
}
