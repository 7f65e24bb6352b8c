import { useTRPC } from '@pantheon/client/react'
import type { FilteredList } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The filters of a list that the reader keeps. */
export const useSavedFilters = (list: FilteredList) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.savedFilters.list.queryOptions({ list }))
}

const useInvalidateFilters = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.savedFilters.pathKey() })
}

/** Keeps a filter. */
export const useSaveFilter = () => {
  const trpc = useTRPC()
  const onSuccess = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.save.mutationOptions({ onSuccess }))
}

/** Names a filter otherwise. Read again also when refused: then it was changed elsewhere first. */
export const useChangeFilter = () => {
  const trpc = useTRPC()
  const onSettled = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.change.mutationOptions({ onSettled }))
}

/** Forgets a filter. */
export const useRemoveFilter = () => {
  const trpc = useTRPC()
  const onSettled = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.remove.mutationOptions({ onSettled }))
}
