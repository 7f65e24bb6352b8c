import type { Invoice, InvoiceSort } from '@pantheon/contract'
import { Button, Clamped, type Column, DataTable, EmptyState, Money, RowText, sortNamed, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { invoiceSorts, ownInvoiceSorts } from './invoice-sorts.ts'
import { PdfLink } from './PdfLink.tsx'
import { useInvoices } from './use-invoices.ts'

const linkLook = 'underline underline-offset-3'
const rowKey = (invoice: Invoice) => invoice.id

interface InvoicesTableProps {
  isEverybodys: boolean
  /** The sort in the URL. */
  sort: InvoiceSort
  onSort: (sort: InvoiceSort) => void
  /** The portal target of its sort and column menu. */
  place: HTMLElement | null
}

/** Invoices and credit notes, sorted by the URL. */
export const InvoicesTable = ({ isEverybodys, sort: asked, onSort, place }: InvoicesTableProps) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const sorts = isEverybodys ? invoiceSorts : ownInvoiceSorts
  const sort = sortNamed(sorts, asked) ?? 'newest'
  const invoices = useInvoices(sort)
  const rows = invoices.data?.pages.flatMap((page) => page.items)
  const pending = invoices.data?.pages.at(-1)?.pending ?? 0
  const columns: Column<Invoice>[] = [
    {
      id: 'number',
      header: t('invoices.column.number'),
      isName: true,
      cell: ({ kind, number }) => <span className="whitespace-nowrap">{t(`invoices.name.${kind}`, { number })}</span>,
    },
    ...(isEverybodys
      ? [
          {
            id: 'buyer',
            header: t('invoices.column.buyer'),
            isText: true,
            isSortable: true,
            cell: ({ buyer }: Invoice) => <Clamped>{buyer.organization}</Clamped>,
          },
        ]
      : []),
    {
      id: 'order',
      header: t('invoices.column.order'),
      isText: true,
      cell: ({ orderId, about, lines }) => {
        const billed = lines[0]?.description ?? ''
        const what = <Clamped>{about ?? billed}</Clamped>
        if (orderId !== null)
          return (
            <RowText quiet={about === null || about === billed ? undefined : billed}>
              <Link to="/orders/$orderId" params={{ orderId }} className={linkLook}>
                {what}
              </Link>
            </RowText>
          )
        // No link in the operators' list: the plan page is always that of the user's own organization.
        if (isEverybodys) return what
        return (
          <Link to="/plan" className={linkLook}>
            {what}
          </Link>
        )
      },
    },
    {
      id: 'issued',
      header: t('invoices.column.issued'),
      isSortable: true,
      // The date printed on the document, in the seller's time zone.
      cell: ({ issuedOn }) => (
        <time dateTime={issuedOn} className="whitespace-nowrap tabular-nums text-ink-muted">
          {issuedOn}
        </time>
      ),
    },
    {
      id: 'total',
      header: t('invoices.column.total'),
      align: 'end',
      isSortable: true,
      cell: ({ kind, total, currency }) => <Money amount={kind === 'invoice' ? total : `-${total}`} currency={currency} />,
    },
    { id: 'pdf', header: 'PDF', align: 'end', cell: (invoice) => <PdfLink invoice={invoice} /> },
  ]
  const choice = useColumnChoice('invoices', columns)
  const isByAmount = invoiceSorts[sort].column === 'total'
  const hasCurrencies = new Set(rows?.map(({ currency }) => currency)).size > 1
  if (invoices.isError && !rows) return <QueryError error={invoices.error} onRetry={() => void invoices.refetch()} />
  if (rows?.length === 0) {
    return (
      <EmptyState icon={<FileText />} title={t('invoices.emptyTitle')}>
        {pending > 0 ? t('invoices.pending', { count: pending }) : t('invoices.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      {isByAmount && hasCurrencies && <p className="mb-3 text-13 text-ink-muted">{desk('sort.eachCurrency')}</p>}
      {pending > 0 && (
        <p role="status" className="mb-3 text-14 text-ink-muted">
          {t('invoices.pending', { count: pending })}
        </p>
      )}
      <DataTable
        caption={t('invoices.title')}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        sort={invoiceSorts[sort]}
        onSort={(column) => onSort(sortPressed(invoiceSorts, sort, column))}
        tools={<TableTools choice={choice} sorts={sorts} sort={sort} onSort={onSort} place={place} />}
        hasKeys
        className={invoices.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}
      />
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
