import { useTRPC } from '@pantheon/client/react'
import type { FilteredList } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The user's saved filters of a list. */
export const useSavedFilters = (list: FilteredList) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.savedFilters.list.queryOptions({ list }))
}

const useInvalidateFilters = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.savedFilters.pathKey() })
}

/** Saves a filter. */
export const useSaveFilter = () => {
  const trpc = useTRPC()
  const onSuccess = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.save.mutationOptions({ onSuccess }))
}

/** Renames a saved filter. Refetches after errors too, because a conflict means that the data is stale. */
export const useChangeFilter = () => {
  const trpc = useTRPC()
  const onSettled = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.change.mutationOptions({ onSettled }))
}

/** Deletes a saved filter. */
export const useRemoveFilter = () => {
  const trpc = useTRPC()
  const onSettled = useInvalidateFilters()
  return useMutation(trpc.business.savedFilters.remove.mutationOptions({ onSettled }))
}
