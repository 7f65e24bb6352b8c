import { PageHeader, Skeleton, toast } from '@pantheon/ui'
import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ProductForm } from '../features/admin/ProductForm.tsx'
import { keepProductDraft } from '../features/admin/product-draft.ts'
import { useCreateProduct } from '../features/admin/use-manage-products.ts'
import { BackLink } from '../features/shell/BackLink.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const NewProductPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCreateProduct()
  usePageTitle(t('admin.new'))
  return (
    <SignedIn permission="catalogue:manage">
      {() => (
        <>
          <PageHeader above={<BackLink to="/admin/products">{t('admin.title')}</BackLink>} title={t('admin.new')} />
          <Suspense fallback={<Skeleton shape="form" className="h-96 max-w-2xl" />}>
            <ProductForm
              error={create.error}
              failures={create.failureCount}
              isPending={create.isPending}
              onSave={({ status, ...fields }) =>
                create.mutate(
                  { ...fields, status: status ?? 'draft' },
                  {
                    onSuccess: (product) => {
                      keepProductDraft(undefined)
                      toast.success(t('admin.created'))
                      void navigate({ to: '/admin/products', search: { status: product.status } })
                    },
                  },
                )
              }
            />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/products/new')({ component: NewProductPage })
