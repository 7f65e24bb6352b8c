import type { InvoiceSort } from '@pantheon/contract'
import { ListWaiting, PageHeader, sortNamed, useToolsPlace, WidePage } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { InvoicesTable } from '../features/invoices/InvoicesTable.tsx'
import { invoiceSorts } from '../features/invoices/invoice-sorts.ts'
import { BackLink } from '../features/shell/BackLink.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const readSearch = ({ sort }: { sort?: unknown }): { sort?: InvoiceSort | undefined } => {
  const named = sortNamed(invoiceSorts, sort)
  return { sort: named === 'newest' ? undefined : named }
}

const InvoicesPage = () => {
  const { t } = useTranslation()
  const { sort = 'newest' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const { place, toolsPlace } = useToolsPlace()
  usePageTitle(t('invoices.title'))
  return (
    <SignedIn permission="payment:read">
      {({ user }) => (
        <>
          {user.role === 'admin' && <WidePage />}
          <PageHeader
            above={<BackLink to="/orders">{t('orders.title')}</BackLink>}
            title={t('invoices.title')}
            description={t('invoices.description')}
            actions={toolsPlace}
          />
          <Suspense fallback={<ListWaiting hasTools={false} />}>
            <InvoicesTable
              isEverybodys={user.role === 'admin'}
              sort={sort}
              onSort={(next) => void navigate({ search: readSearch({ sort: next }), replace: true, resetScroll: false })}
              place={place}
            />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/invoices')({ component: InvoicesPage, validateSearch: readSearch })
