import { useTRPC } from '@pantheon/client'
import type { ProductCategory, ProductStatus } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

export interface ProductFilter {
  search?: string | undefined
  category?: ProductCategory | undefined
  status?: ProductStatus | undefined
}

/** The catalogue, page after page; while a new filter loads, the last result stays. */
export const useProducts = ({ search, category, status }: ProductFilter) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.products.list.infiniteQueryOptions(
      { limit: 24, ...(search !== undefined && { search }), ...(category && { category }), ...(status && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** One product. */
export const useProduct = (productId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.products.get.queryOptions({ id: productId }))
}
