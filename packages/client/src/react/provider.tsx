'use client'
import type { AppRouter } from '@pantheon/api-types'
import type { LoggedEvent } from '@pantheon/contract'
import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import type { Api } from './api.ts'
import type { Live, LiveStatus } from './live.ts'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

const LiveContext = createContext<Live | null>(null)
const useLive = (): Live => {
  const live = useContext(LiveContext)
  if (!live) throw new Error('Put <ApiProvider> around the app')
  return live
}

/** Provides the app's API connection. */
export const ApiProvider = ({ api, children }: { api: Api; children: ReactNode }) => (
  <QueryClientProvider client={api.queryClient}>
    <TRPCProvider trpcClient={api.trpcClient} queryClient={api.queryClient}>
      <LiveContext.Provider value={api.live}>{children}</LiveContext.Provider>
    </TRPCProvider>
  </QueryClientProvider>
)

/** Subscribes to live updates while a user is signed in, which keeps active queries fresh. */
export const useLiveUpdates = (isSignedIn: boolean): void => {
  const live = useLive()
  useEffect(() => (isSignedIn ? live.watch() : undefined), [live, isSignedIn])
}

/** The status of the live connection. */
export const useLiveStatus = (): LiveStatus => {
  const live = useLive()
  return useSyncExternalStore(live.onStatus, live.status, () => 'reconnecting')
}

/** Calls `listener` for each event as it arrives. Pass a stable function. */
export const useLiveEvents = (listener: (event: LoggedEvent) => void): void => {
  const live = useLive()
  useEffect(() => live.onEvent(listener), [live, listener])
}
