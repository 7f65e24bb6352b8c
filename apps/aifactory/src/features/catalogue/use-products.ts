import { useTRPC } from '@pantheon/client/react'
import type { Currency, ProductCategory, ProductSort, ProductStatus } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

export interface ProductFilter {
  search?: string | undefined
  category?: ProductCategory | undefined
  status?: ProductStatus | undefined
  sort?: ProductSort | undefined
  /** The currency that prices are compared in when sorting by price. */
  currency: Currency
}

/** The catalogue, page by page; the previous result stays while a new filter or sort loads. */
export const useProducts = ({ search, category, status, sort, currency }: ProductFilter) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.products.list.infiniteQueryOptions(
      {
        limit: 24,
        ...(search !== undefined && { search }),
        ...(category && { category }),
        ...(status && { status }),
        ...(sort && { sort }),
        ...((sort === 'price_low' || sort === 'price_high') && { currency }),
      },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** One product. */
export const useProduct = (productId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.products.get.queryOptions({ id: productId }))
}
