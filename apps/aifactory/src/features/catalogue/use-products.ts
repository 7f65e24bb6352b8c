import { useTRPC } from '@pantheon/client/react'
import type { Currency, ProductCategory, ProductSort, ProductStatus } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

export interface ProductFilter {
  search?: string | undefined
  category?: ProductCategory | undefined
  status?: ProductStatus | undefined
  sort?: ProductSort | undefined
  /** In which prices compare, where they are what the list is sorted by. */
  currency: Currency
}

/** The catalogue, page after page; while a new filter or sort loads, the last result stays. */
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
