import type { ClientConfig } from 'pg'
import { asUnavailable, isAboutConnection } from './database-failure.ts'
import { askWithin, CuttableClient } from './pg-client.ts'

/** A balancer that asks for readiness wants its answer within two seconds. */
const keptMs = 600
const freshMs = 1000

/**
 * Asks the database whether it is there, on a connection of its own, so that no work can be in the way; answers within
 * 1.7 seconds. It also keeps what is known about silence: a network that drops packets tells nobody, so a connection
 * that stays silent casts doubt on all that were made before.
 */
export const createHealthCheck = (config: ClientConfig) => {
  let client: CuttableClient | undefined
  let asking: Promise<void> | undefined
  let lostAt = Number.NEGATIVE_INFINITY
  let isLost = false
  const listeners = new Set<(lostAt: number) => void>()

  const askFresh = async (): Promise<void> => {
    client?.cut()
    const fresh = new CuttableClient({ ...config, connectionTimeoutMillis: freshMs })
    client = fresh
    const timer = setTimeout(() => fresh.cut(), freshMs)
    try {
      await fresh.connect()
      await fresh.query('select 1')
    } finally {
      clearTimeout(timer)
    }
  }
  const ask = async (): Promise<void> => {
    try {
      // The one from last time may be dead without knowing it.
      await (client?.isUsable ? askWithin(client, 'select 1', keptMs).catch(askFresh) : askFresh())
    } catch (error) {
      if (isAboutConnection(error)) noteLoss()
      throw asUnavailable(error)
    }
    if (!isLost) return
    isLost = false
    for (const listener of listeners) listener(lostAt)
  }
  const check = (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
  const noteLoss = (): void => {
    lostAt = performance.now()
    isLost = true
  }
  return {
    /** Resolves when the database answers. Rejects with `server.unavailable`. */
    check,
    /** A connection stayed silent. */
    noteSilence: (): void => {
      noteLoss()
      check().catch(() => {}) // the next one that waits asks again
    },
    /** Whatever is connected is not what is to be asked any more: idle connections are used no more. */
    distrust: (): void => {
      lostAt = performance.now()
    },
    /** Since when connections are to be trusted, on the clock of `performance.now()`. */
    trustedSince: (): number => lostAt,
    /** Calls `listener` when the database answers again, with the moment at which it was last known not to. */
    onRecovery: (listener: (lostAt: number) => void): void => void listeners.add(listener),
    end: (): void => client?.cut(),
  }
}
export type HealthCheck = ReturnType<typeof createHealthCheck>
