import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { loadedOf, useAction } from '../account/action.ts'
import { useTRPC, useTRPCClient } from '../provider.tsx'
import { useGoTo, useOrganizationsChanged } from './use-organizations-changed.ts'

/**
 * The offer of an invitation link, the signed-in account, and accepting or declining. Entering reloads the app in that
 * organization, at `home`.
 */
export const useInvitationOffer = (locale: Locale, token: string | undefined, home: string) => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const changed = useOrganizationsChanged()
  const goTo = useGoTo()
  const [answer, setAnswer] = useState<'accepted' | 'declined'>()
  const secret = token ?? ''
  const offer = useQuery({
    // A mutation in the API, because the token must travel in a body; it changes nothing.
    queryKey: ['invitation-offer', secret],
    queryFn: () => client.organizations.invitations.view.mutate({ token: secret }),
    enabled: token !== undefined,
  })
  const session = useQuery(trpc.auth.session.queryOptions(undefined, { retry: false, staleTime: 60_000 }))
  // The invitation may have been answered elsewhere: the refetch shows its outcome.
  const onError = () => void queryClient.invalidateQueries({ queryKey: ['invitation-offer', secret] })
  const accept = useMutation({
    mutationFn: () => client.organizations.invitations.accept.mutate({ token: secret }),
    onSuccess: async () => {
      setAnswer('accepted')
      await changed()
    },
    onError,
  })
  const decline = useMutation({
    mutationFn: () => client.organizations.invitations.decline.mutate({ token: secret }),
    onSuccess: () => setAnswer('declined'),
    onError,
  })
  const enter = useMutation({
    mutationFn: async () => {
      if (accept.data) await client.organizations.switch.mutate({ id: accept.data.id })
    },
    onSuccess: () => goTo(home),
  })
  const signOut = useMutation({ mutationFn: () => client.auth.logout.mutate(), onSuccess: () => queryClient.resetQueries() })
  const { data } = session
  return {
    hasToken: token !== undefined,
    offer: loadedOf(offer, locale),
    // Stays undefined when the session query fails: the offer then fails too, and the page shows that error.
    email: data === undefined ? undefined : (data?.user.email ?? null),
    answer,
    accept: useAction(accept, locale),
    decline: useAction(decline, locale),
    enter: useAction(enter, locale),
    signOut: useAction(signOut, locale),
  }
}
