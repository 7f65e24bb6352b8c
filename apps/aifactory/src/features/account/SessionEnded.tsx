import { useTRPC } from '@pantheon/client/react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SignInInvitation } from './SignInInvitation.tsx'

/** The session ended while the page was open: asks who is signed in again, so that the whole frame knows, and shows the door. */
export const SessionEnded = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: trpc.auth.session.queryKey() })
  }, [queryClient, trpc])
  return <SignInInvitation />
}
