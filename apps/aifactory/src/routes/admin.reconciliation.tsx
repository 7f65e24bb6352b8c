import { PageHeader, WidePage } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ReconcileNow, Reconciliations } from '../features/payments/Reconciliations.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ReconciliationPage = () => {
  const { t } = useTranslation(['app', 'desk'])
  usePageTitle(t('desk:reconciliation.title'))
  return (
    <SignedIn permission="payment:reconcile">
      {() => (
        <>
          <WidePage />
          <PageHeader title={t('desk:reconciliation.title')} description={t('desk:reconciliation.description')} actions={<ReconcileNow />} />
          <Reconciliations />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/reconciliation')({ component: ReconciliationPage })
