import { Skeleton } from '@pantheon/ui'
import { createFileRoute } from '@tanstack/react-router'
import { useProduct } from '../features/catalogue/use-products.ts'
import { ProductView } from '../features/ordering/ProductView.tsx'
import { QueryError } from '../features/shell/QueryError.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ProductPage = () => {
  const { productId } = Route.useParams()
  const product = useProduct(productId)
  usePageTitle(product.data?.name)
  if (product.data) return <ProductView key={product.data.id} product={product.data} />
  if (product.isError) return <QueryError error={product.error} onRetry={() => void product.refetch()} />
  return (
    <div aria-busy="true" className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="space-y-4 pt-12">
        <Skeleton className="h-9 w-3/4" />
        <Skeleton className="h-6 w-32" />
        <Skeleton shape="text" className="h-28" />
      </div>
      <Skeleton shape="form" className="h-[34rem]" />
    </div>
  )
}

export const Route = createFileRoute('/products/$productId')({ component: ProductPage })
