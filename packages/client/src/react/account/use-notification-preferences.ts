import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { loadedOf, useAction } from './action.ts'

/** Notification preferences by kind and channel. The response to a change is the full set of preferences. */
export const useNotificationPreferences = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { preferences, setPreference } = trpc.business.notifications
  const set = useMutation(
    setPreference.mutationOptions({
      // Optimistic update: a ticked box keeps its state while other changes are being saved.
      onMutate: async ({ kind, channel, isOn }) => {
        await queryClient.cancelQueries(preferences.queryFilter())
        queryClient.setQueryData(preferences.queryKey(), (held) => {
          const items = held?.items.map((item) => {
            if (item.kind !== kind) return item
            const others = item.on.filter((other) => other !== channel)
            return { ...item, on: isOn ? [...others, channel] : others }
          })
          return held && items && { ...held, items }
        })
      },
      onSettled: () => queryClient.invalidateQueries(preferences.queryFilter()),
    }),
  )
  return { preferences: loadedOf(useQuery(preferences.queryOptions()), locale), set: useAction(set, locale) }
}
