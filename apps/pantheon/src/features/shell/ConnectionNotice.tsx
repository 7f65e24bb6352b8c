'use client'
import { useLiveStatus, useTRPC } from '@pantheon/client/react'
import { QuietServer } from '@pantheon/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** Banner for missing live updates. */
export const ConnectionNotice = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // A subscription that does not come back may also mean that the session has ended; then the session check leads to sign-in.
  const askWhoIsThere = useCallback(() => void queryClient.invalidateQueries(trpc.auth.session.queryFilter()), [queryClient, trpc])
  return <QuietServer isLive={useLiveStatus() === 'live'} onLong={askWhoIsThere} />
}
