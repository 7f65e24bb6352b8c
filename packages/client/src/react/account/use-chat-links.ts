import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { loadedOf, useAction } from './action.ts'

/** The chat accounts linked to the user's account, and linking another one. */
export const useChatLinks = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { chatLinks, chatOffer, linkChat, unlinkChat } = trpc.business.notifications
  const onSettled = () => queryClient.invalidateQueries(chatLinks.queryFilter())
  return {
    links: loadedOf(useQuery(chatLinks.queryOptions()), locale),
    offer: useAction(useMutation(chatOffer.mutationOptions()), locale),
    link: useAction(useMutation(linkChat.mutationOptions({ onSettled })), locale),
    unlink: useAction(useMutation(unlinkChat.mutationOptions({ onSettled })), locale),
  }
}
