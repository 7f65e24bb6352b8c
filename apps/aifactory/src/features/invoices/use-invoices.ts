import { useTRPC } from '@pantheon/client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

/** Every invoice and credit note this person may see, newest first. */
export const useInvoices = () => {
  const trpc = useTRPC()
  return useInfiniteQuery(trpc.business.invoices.list.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }))
}

/** The papers of one order. */
export const useOrderInvoices = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.invoices.list.queryOptions({ orderId, limit: 20 }))
}
