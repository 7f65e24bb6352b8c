import type { Invoice } from '@pantheon/contract'
import { Button, type Column, DataTable, EmptyState, Money, RelativeTime } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { PdfLink } from './PdfLink.tsx'
import { useInvoices } from './use-invoices.ts'

const rowKey = (invoice: Invoice) => invoice.id

/** Invoices and credit notes, newest first. */
export const InvoicesTable = ({ isEverybodys }: { isEverybodys: boolean }) => {
  const { t } = useTranslation()
  const invoices = useInvoices()
  const rows = invoices.data?.pages.flatMap((page) => page.items)
  const columns: Column<Invoice>[] = [
    { id: 'number', header: t('invoices.column.number'), isName: true, cell: ({ kind, number }) => t(`invoices.name.${kind}`, { number }) },
    ...(isEverybodys ? [{ id: 'buyer', header: t('invoices.column.buyer'), cell: ({ buyer }: Invoice) => buyer.organization }] : []),
    {
      id: 'order',
      header: t('invoices.column.order'),
      cell: ({ orderId, lines }) => (
        <Link to="/orders/$orderId" params={{ orderId }} className="underline underline-offset-3">
          {lines[0]?.description}
        </Link>
      ),
    },
    { id: 'issued', header: t('invoices.column.issued'), cell: ({ issuedAt }) => <RelativeTime at={issuedAt} className="whitespace-nowrap text-ink-muted" /> },
    {
      id: 'total',
      header: t('invoices.column.total'),
      align: 'end',
      cell: ({ kind, total, currency }) => <Money amount={kind === 'invoice' ? total : `-${total}`} currency={currency} />,
    },
    { id: 'pdf', header: 'PDF', align: 'end', cell: (invoice) => <PdfLink invoice={invoice} /> },
  ]
  if (invoices.isError && !rows) return <QueryError error={invoices.error} onRetry={() => void invoices.refetch()} />
  if (rows?.length === 0) {
    return (
      <EmptyState icon={<FileText />} title={t('invoices.emptyTitle')}>
        {t('invoices.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <DataTable caption={t('invoices.title')} columns={columns} rows={rows} rowKey={rowKey} />
      {invoices.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={invoices.isFetchingNextPage} onClick={() => void invoices.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
