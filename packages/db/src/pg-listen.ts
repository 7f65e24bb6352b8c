import { Client } from 'pg'

/**
 * Wakes listeners when any process appended events. Connects on the first listener; when the connection is lost it
 * comes back, and wakes everyone then, because a notification may have been missed meanwhile.
 */
export const listenToEvents = (url: string) => {
  const listeners = new Set<() => void>()
  let client: Client | undefined
  let isClosed = false
  let retry: NodeJS.Timeout | undefined

  const wake = (): void => {
    for (const listener of listeners) listener()
  }
  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url })
    client = next
    next.on('notification', wake)
    next.on('error', () => {}) // 'end' follows
    next.on('end', () => {
      if (!isClosed && client === next) retry = setTimeout(() => void connect(), 1000)
    })
    try {
      await next.connect()
      await next.query('listen pantheon_events')
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
    close: async (): Promise<void> => {
      isClosed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
