import { PageHeader } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { InvoicesTable } from '../features/invoices/InvoicesTable.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const InvoicesPage = () => {
  const { t } = useTranslation()
  usePageTitle(t('invoices.title'))
  return (
    <SignedIn permission="payment:read">
      {({ user }) => (
        <>
          <PageHeader
            above={
              <Link to="/orders" className="inline-flex min-h-6 items-center gap-1.5 hover:text-ink">
                <ArrowLeft aria-hidden className="size-4" />
                {t('orders.title')}
              </Link>
            }
            title={t('invoices.title')}
            description={t('invoices.description')}
          />
          <InvoicesTable isEverybodys={user.role === 'admin'} />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/invoices')({ component: InvoicesPage })
