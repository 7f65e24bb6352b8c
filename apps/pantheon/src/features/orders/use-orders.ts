import { useTRPC } from '@pantheon/client/react'
import type { OrderSort, OrderStatus } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

/** Orders page by page, sorted; live updates refetch them. */
export const useOrders = (status: OrderStatus | undefined, sort: OrderSort) =>
  useInfiniteQuery(
    useTRPC().business.orders.list.infiniteQueryOptions(
      { limit: 20, sort, ...(status !== undefined && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
