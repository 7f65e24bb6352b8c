import type { LoggedEvent } from '@pantheon/contract'
import type { QueryClient } from '@tanstack/react-query'
import type { TrpcClient } from '../connection.ts'
import { isFinal } from '../errors.ts'
import { invalidationsOf, type ProcedurePath } from '../invalidations.ts'

export type LiveStatus = 'live' | 'reconnecting' | 'offline'

/** Events that arrive within this time refetch together. */
const coalesceMs = 200
/** tRPC does not retry a subscription that fails while it is being opened. */
const retryDelayMs = 1000

/**
 * Keeps active queries fresh: subscribes to the composite state over the socket and invalidates the queries that each event makes
 * stale. A lost connection resumes where it stopped.
 */
export const createLive = (queryClient: QueryClient, client: TrpcClient) => {
  let status: LiveStatus = 'reconnecting'
  let users = 0
  let subscription: { unsubscribe(): void } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  const stale = new Map<string, ProcedurePath>()
  const statusListeners = new Set<() => void>()
  const eventListeners = new Set<(event: LoggedEvent) => void>()

  const setStatus = (next: LiveStatus): void => {
    if (status === next) return
    status = next
    for (const listener of statusListeners) listener()
  }
  const refetch = (): void => {
    timer = undefined
    const paths = [...stale.values()]
    stale.clear()
    for (const path of paths) void queryClient.invalidateQueries({ queryKey: [path] })
  }
  const handleEvent = (event: LoggedEvent): void => {
    for (const path of invalidationsOf(event)) stale.set(path.join('.'), path)
    timer ??= setTimeout(refetch, coalesceMs)
    for (const listener of eventListeners) listener(event)
  }
  const start = (): void => {
    subscription = client.state.watch.subscribe(
      {},
      {
        onData: ({ data }) => {
          if (data.kind === 'event') return handleEvent(data.event)
          queryClient.setQueryData([['state', 'snapshot'], { type: 'query' }], data.state)
          // A fresh snapshot means that events were missed: everything else may be stale.
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !(Array.isArray(queryKey[0]) && queryKey[0][0] === 'state') })
        },
        onConnectionStateChange: ({ state }) => {
          const isDown = typeof navigator !== 'undefined' && !navigator.onLine
          setStatus(state === 'pending' ? 'live' : isDown ? 'offline' : 'reconnecting')
        },
        onError: (error) => {
          setStatus('reconnecting')
          if (!isFinal(error)) retryTimer = setTimeout(start, retryDelayMs)
        },
      },
    )
  }

  return {
    status: (): LiveStatus => status,
    onStatus: (listener: () => void): (() => void) => {
      statusListeners.add(listener)
      return () => void statusListeners.delete(listener)
    },
    onEvent: (listener: (event: LoggedEvent) => void): (() => void) => {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    /** Keeps the subscription open while at least one caller needs it. Returns the function that releases it. */
    watch: (): (() => void) => {
      users++
      if (users === 1) start()
      return () => {
        users--
        if (users > 0) return
        subscription?.unsubscribe()
        clearTimeout(timer)
        clearTimeout(retryTimer)
        setStatus('reconnecting')
      }
    },
  }
}
export type Live = ReturnType<typeof createLive>
