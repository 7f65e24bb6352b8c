import { useTRPC, useTRPCClient } from '@pantheon/client/react'
import { useQueryClient } from '@tanstack/react-query'
import { useBulk } from '../desk/use-bulk.ts'

/** Archives, unarchives or publishes several products. */
export const useMoveProducts = () => {
  const trpc = useTRPC()
  const { business } = useTRPCClient()
  const queryClient = useQueryClient()
  return useBulk<'archive' | 'restore' | 'publish'>({
    move: (move, products) => business.products.moveMany.mutate({ move, products }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() }),
  })
}
