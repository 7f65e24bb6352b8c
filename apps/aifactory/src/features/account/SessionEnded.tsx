import { useTRPC } from '@pantheon/client/react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SignInInvitation } from './SignInInvitation.tsx'

/** Shown when the session ended while the page was open: refetches the session, so that the whole layout updates, and links to sign-in. */
export const SessionEnded = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: trpc.auth.session.queryKey() })
  }, [queryClient, trpc])
  return <SignInInvitation />
}
