import { Client } from 'pg'
import { actingConfig } from './pg-connections.ts'

/**
 * Wakes listeners when any process appended events. Connects on the first listener; when the connection is lost it
 * comes back, and wakes everyone then, because a notification may have been missed meanwhile.
 */
export const listenToEvents = (url: string) => {
  const listeners = new Set<() => void>()
  let client: Client | undefined
  let isClosed = false
  let isListening = false
  let retry: NodeJS.Timeout | undefined

  const wake = (): void => {
    for (const listener of listeners) listener()
  }
  const connect = async (): Promise<void> => {
    const next = new Client(actingConfig(url))
    client = next
    next.on('notification', wake)
    next.on('error', () => {}) // 'end' follows
    next.on('end', () => {
      if (client === next) isListening = false
      if (!isClosed && client === next) retry = setTimeout(() => void connect(), 1000)
    })
    try {
      await next.connect()
      await next.query('listen pantheon_events')
      isListening = true
      wake()
    } catch {
      await next.end().catch(() => {})
      if (!isClosed && !retry) retry = setTimeout(() => void connect(), 1000)
    }
  }
  return {
    on: (listener: () => void): (() => void) => {
      listeners.add(listener)
      if (!client) void connect()
      return () => void listeners.delete(listener)
    },
    /** False while nobody listens, or the connection is being made again: a notification may be missed. */
    isListening: (): boolean => isListening,
    close: async (): Promise<void> => {
      isClosed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
