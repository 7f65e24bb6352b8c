import { PageHeader, Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ImportProducts } from '../features/admin/ImportProducts.tsx'
import { BackLink } from '../features/shell/BackLink.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ImportPage = () => {
  const { t } = useTranslation()
  usePageTitle(t('import.title'))
  return (
    <SignedIn permission="catalogue:manage">
      {() => (
        <>
          <PageHeader above={<BackLink to="/admin/products">{t('admin.title')}</BackLink>} title={t('import.title')} description={t('import.description')} />
          <Suspense fallback={<Skeleton shape="form" className="h-72" />}>
            <ImportProducts />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/products/import')({ component: ImportPage })
