import { randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { actingConfig } from './pg-connections.ts'

/** How often the listener notifies itself (a heartbeat). */
const heartbeatMs = 1000
/** Without a notification for this long, it counts as not listening. */
const staleMs = 2500
/** Without a notification for this long, the connection is dropped. */
const deadMs = 5000
const connectMs = 3000
const retryMs = 1000

/**
 * Calls listeners when any process appended events. Connects on the first listener; when the connection is lost it reconnects and then
 * calls all of them, because a notification may have been missed. A connection can be silent without having ended, so the listener
 * notifies itself every second and counts as listening only while it receives that.
 */
export const listenToEvents = (url: string) => {
  const listeners = new Set<() => void>()
  const heartbeat = `pantheon_heartbeat_${randomBytes(6).toString('hex')}`
  const closing = new AbortController()
  let running: Promise<void> | undefined
  let receivedAt = Number.NEGATIVE_INFINITY

  const wake = (): void => {
    for (const listener of listeners) listener()
  }
  /** Listens on one connection. Resolves when that has ended, for whatever reason. */
  const listen = async (): Promise<void> => {
    const socket = new Socket()
    const client = new Client({ ...actingConfig(url), connectionTimeoutMillis: connectMs, stream: () => socket })
    const cut = (): void => void socket.destroy()
    const ended = new Promise<void>((resolve) => client.on('error', () => resolve()).on('end', () => resolve()))
    closing.signal.addEventListener('abort', cut)
    client.on('notification', ({ channel }) => {
      receivedAt = performance.now()
      if (channel !== heartbeat) wake()
    })
    let heartbeatTimer: NodeJS.Timeout | undefined
    try {
      await client.connect()
      await client.query(`listen pantheon_events; listen ${heartbeat}; notify ${heartbeat}`)
      wake()
      const connectedAt = performance.now()
      let isNotifying = false
      const notify = async (): Promise<void> => {
        isNotifying = true
        await client.query(`notify ${heartbeat}`).catch(() => undefined) // 'error' or 'end' follows
        isNotifying = false
      }
      heartbeatTimer = setInterval(() => {
        if (performance.now() - Math.max(receivedAt, connectedAt) > deadMs) cut()
        else if (!isNotifying) void notify()
      }, heartbeatMs)
      await ended
    } finally {
      clearInterval(heartbeatTimer)
      closing.signal.removeEventListener('abort', cut)
      receivedAt = Number.NEGATIVE_INFINITY
      cut()
    }
  }
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listen().catch(() => undefined)
      await sleep(retryMs, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  return {
    on: (listener: () => void): (() => void) => {
      listeners.add(listener)
      running ??= run()
      return () => void listeners.delete(listener)
    },
    /** False while there is no listener, or the connection is silent or reconnecting: a notification may be missed. */
    isListening: (): boolean => performance.now() - receivedAt < staleMs,
    close: async (): Promise<void> => {
      closing.abort()
      await running
    },
  }
}
