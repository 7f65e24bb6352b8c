import { useTRPC } from '@pantheon/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** Only our own pages: a link must not be able to send people elsewhere after they signed in. */
const ownPath = (next: string | null): string => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/')

/** Signs in and goes to `next`. */
export const useSignIn = (next: string | null) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  return useMutation(
    trpc.auth.login.mutationOptions({
      onSuccess: async () => {
        await queryClient.resetQueries()
        router.replace(ownPath(next))
      },
    }),
  )
}
