import type { Actor, Clock } from '@pantheon/kernel'
import type { CacheMeter } from '@pantheon/runtime'
import type { AccessBus, AccessChange } from './access-bus.port.ts'

/** An actor's rights as they were loaded. */
export interface Grant {
  actor: Actor
  /** When the credential itself expires. */
  expiresAt: Date
  apiKeyId?: string
}

const maxEntries = 10_000
/** Maximum age of a cached grant: loading it also extends the session and records when it was last seen. */
const freshMs = 60_000

const isAbout = ({ actor, apiKeyId }: Grant, change: AccessChange): boolean =>
  (change.sessionId === undefined || change.sessionId === actor.sessionId) &&
  (change.userId === undefined || change.userId === actor.userId) &&
  (change.organizationId === undefined || change.organizationId === actor.organizationId) &&
  (change.apiKeyId === undefined || change.apiKeyId === apiKeyId)

export interface AccessCacheDeps {
  clock: Clock
  buses: readonly AccessBus[]
  /** Receives cache hits and misses. */
  meter?: CacheMeter | undefined
}

/**
 * Caches who may do what in this process, so that a request costs no query. Every change of rights invalidates it here and,
 * over the bus, in every other instance; while the bus is unhealthy, nothing is cached.
 */
export const createAccessCache = ({ clock, buses, meter }: AccessCacheDeps) => {
  const known = new Map<string, { grant: Grant; at: number }>()
  const listeners = new Set<(change: AccessChange) => void>()
  let changes = 0

  const drop = (change: AccessChange): void => {
    changes++
    for (const [key, { grant }] of known) if (isAbout(grant, change)) known.delete(key)
    for (const listener of listeners) listener(change)
  }
  const stops = buses.map((bus) => bus.subscribe(drop))
  const isHealthy = (): boolean => buses.every((bus) => bus.isHealthy())

  return {
    /** Invalidates cached grants after a change of rights, here and in every other instance. Call it after the commit. */
    changed: (change: AccessChange): void => {
      drop(change)
      for (const bus of buses) void bus.publish(change)
    },
    /** Calls `listener` with every change, of any instance. Returns the unsubscribe function. */
    onChange: (listener: (change: AccessChange) => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The grant under `key`, cached or from `load`; null when there is none or it has expired. */
    get: async (key: string, load: () => Promise<Grant | null>): Promise<Grant | null> => {
      const now = clock.now().getTime()
      const entry = known.get(key)
      const isKept = entry !== undefined && now - entry.at < freshMs && now >= entry.at && isHealthy()
      meter?.record(isKept)
      if (isKept) return entry.grant.expiresAt.getTime() > now ? entry.grant : null
      const before = changes
      const grant = await load()
      known.delete(key)
      // A change during the load may not be included in the grant, so it is not cached.
      if (!grant || before !== changes) return grant
      if (known.size >= maxEntries) {
        const oldest = known.keys().next()
        if (!oldest.done) known.delete(oldest.value)
      }
      known.set(key, { grant, at: now })
      return grant
    },
    close: (): void => {
      for (const stop of stops) stop()
    },
  }
}
export type AccessCache = ReturnType<typeof createAccessCache>
export { isAbout as isGrantAbout }
