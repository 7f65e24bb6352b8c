import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { loadedOf, useAction } from '../account/action.ts'
import { useTRPC, useTRPCClient } from '../provider.tsx'
import { useGoTo } from './use-organizations-changed.ts'

/**
 * The user's organizations, and switching to another. Switching reloads the app at `home`, so that nothing of the previous
 * organization stays on the screen and the live connection starts afresh.
 */
export const useOrganizationSwitch = (locale: Locale, home: string, isWanted: boolean) => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const goTo = useGoTo()
  const list = useQuery(trpc.organizations.list.queryOptions(undefined, { select: ({ items }) => items, enabled: isWanted }))
  const switchTo = useMutation(trpc.organizations.switch.mutationOptions({ onSuccess: () => goTo(home) }))
  const create = useMutation({
    mutationFn: async ({ name }: { name: string }) => {
      const { id } = await client.organizations.create.mutate({ name })
      await client.organizations.switch.mutate({ id })
    },
    onSuccess: () => goTo(home),
  })
  return { organizations: loadedOf(list, locale), switchTo: useAction(switchTo, locale), create: useAction(create, locale) }
}
