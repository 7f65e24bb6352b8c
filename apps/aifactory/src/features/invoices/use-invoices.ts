import { useTRPC } from '@pantheon/client/react'
import type { InvoiceSort } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

/** Every invoice and credit note visible to the user, sorted. */
export const useInvoices = (sort: InvoiceSort) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.invoices.list.infiniteQueryOptions(
      { limit: 20, sort },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** The invoices and credit notes of one order. */
export const useOrderInvoices = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.invoices.list.queryOptions({ orderId, limit: 20 }))
}
