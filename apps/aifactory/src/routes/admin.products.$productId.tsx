import { PageHeader, Skeleton, toast } from '@pantheon/ui'
import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ProductForm } from '../features/admin/ProductForm.tsx'
import { useUpdateProduct } from '../features/admin/use-manage-products.ts'
import { useProduct } from '../features/catalogue/use-products.ts'
import { QueryError } from '../features/shell/QueryError.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const EditProduct = ({ productId }: { productId: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const product = useProduct(productId)
  const update = useUpdateProduct()
  usePageTitle(product.data?.name ?? t('admin.editTitle'))
  if (product.isError) return <QueryError error={product.error} onRetry={() => void product.refetch()} />
  if (!product.data) return <Skeleton className="h-96 max-w-2xl rounded-card" />
  const { version } = product.data
  return (
    <ProductForm
      product={product.data}
      error={update.error}
      failures={update.failureCount}
      isPending={update.isPending}
      onSave={(fields) =>
        update.mutate(
          { id: productId, version, ...fields },
          {
            onSuccess: (saved) => {
              toast.success(t('admin.saved'))
              void navigate({ to: '/admin/products', search: { status: saved.status } })
            },
          },
        )
      }
    />
  )
}

const EditProductPage = () => {
  const { t } = useTranslation()
  const { productId } = Route.useParams()
  return (
    <SignedIn permission="catalogue:manage">
      {() => (
        <>
          <PageHeader title={t('admin.editTitle')} />
          <EditProduct productId={productId} />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/products/$productId')({ component: EditProductPage })
