import { errorOf } from '@pantheon/client/react'
import { Product } from '@pantheon/contract'
import { Badge, PageHeader, Skeleton, toast } from '@pantheon/ui'
import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ProductActions } from '../features/admin/ProductActions.tsx'
import { ProductForm } from '../features/admin/ProductForm.tsx'
import { ProductImageEditor } from '../features/admin/ProductImageEditor.tsx'
import { statusTones } from '../features/admin/product-statuses.ts'
import { useUpdateProduct } from '../features/admin/use-manage-products.ts'
import { useProduct } from '../features/catalogue/use-products.ts'
import { BackLink } from '../features/shell/BackLink.tsx'
import { QueryError } from '../features/shell/QueryError.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const EditForm = ({ product }: { product: Product }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const update = useUpdateProduct()
  // The version the form was opened at, not the newest one: after a live update the save would overwrite another user's change unseen.
  const [version, setVersion] = useState(product.version)
  return (
    <>
      <PageHeader
        above={
          <BackLink to="/admin/products" search={{ status: product.status === 'active' ? undefined : product.status }}>
            {t('admin.title')}
          </BackLink>
        }
        title={product.name}
        badge={
          <Badge tone={statusTones[product.status]} hasDot>
            {t(`admin.status.${product.status}`)}
          </Badge>
        }
        actions={
          <ProductActions
            product={product}
            onMoved={(moved) => setVersion(moved.version)}
            onDeleted={() => void navigate({ to: '/admin/products', search: { status: 'archived' } })}
          />
        }
      />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,42rem)_minmax(0,1fr)]">
        <ProductForm
          key={product.status === 'archived' ? 'archived' : 'shown'}
          product={product}
          error={update.error}
          failures={update.failureCount}
          isPending={update.isPending}
          onSave={(fields) =>
            update.mutate(
              { id: product.id, version, ...fields, status: fields.status ?? undefined },
              {
                onSuccess: (saved) => {
                  toast.success(t('admin.saved'))
                  void navigate({ to: '/admin/products', search: { status: saved.status } })
                },
                onError: (error) => {
                  const { code, details } = errorOf(error)
                  const current = Product.safeParse(details.current)
                  if (code === 'version.stale' && current.success) setVersion(current.data.version)
                },
              },
            )
          }
        />
        <ProductImageEditor product={product} onSaved={(saved) => setVersion(saved.version)} />
      </div>
    </>
  )
}

const EditProduct = ({ productId }: { productId: string }) => {
  const { t } = useTranslation()
  const product = useProduct(productId)
  usePageTitle(product.data?.name ?? t('admin.editTitle'))
  const waiting = <Skeleton shape="form" className="h-96 max-w-2xl" />
  if (product.isError && !product.data) return <QueryError error={product.error} onRetry={() => void product.refetch()} />
  return <Suspense fallback={waiting}>{product.data ? <EditForm product={product.data} /> : waiting}</Suspense>
}

const EditProductPage = () => {
  const { productId } = Route.useParams()
  return <SignedIn permission="catalogue:manage">{() => <EditProduct productId={productId} />}</SignedIn>
}

export const Route = createFileRoute('/admin/products/$productId')({ component: EditProductPage })
