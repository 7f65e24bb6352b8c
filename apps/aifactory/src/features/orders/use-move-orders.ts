import { useTRPC, useTRPCClient } from '@pantheon/client/react'
import { useQueryClient } from '@tanstack/react-query'
import { useBulk } from '../desk/use-bulk.ts'

/** Changes the status of several orders. Their payments and jobs are refetched too. */
export const useMoveOrders = () => {
  const trpc = useTRPC()
  const { business } = useTRPCClient()
  const queryClient = useQueryClient()
  return useBulk<'cancel' | 'fulfil' | 'retry'>({
    move: (step, orders) => business.orders[`${step}Many`].mutate({ orders }),
    onSettled: () =>
      Promise.all([trpc.business.orders, trpc.business.payments, trpc.agents.jobs].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() }))),
  })
}
