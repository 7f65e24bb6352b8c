import type { ClientConfig } from 'pg'
import { asUnavailable, isAboutConnection } from './database-failure.ts'
import { CuttableClient, queryWithin } from './pg-client.ts'

/** A load balancer's readiness check has to be answered within two seconds. */
const reuseMs = 600
const freshMs = 1000

/**
 * Checks whether the database responds, on a dedicated connection, so that no other work can delay it; finishes within 1.7 seconds. It
 * also tracks silent connections: a network that drops packets reports no error, so after one connection timed out, all older ones are
 * distrusted.
 */
export const createHealthCheck = (config: ClientConfig) => {
  let client: CuttableClient | undefined
  let checking: Promise<void> | undefined
  let lostAt = Number.NEGATIVE_INFINITY
  let isLost = false
  const listeners = new Set<(lostAt: number) => void>()

  const checkFresh = async (): Promise<void> => {
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
  const checkOnce = async (): Promise<void> => {
    try {
      // The connection of the last check may be dead without an error.
      await (client?.isUsable ? queryWithin(client, 'select 1', reuseMs).catch(checkFresh) : checkFresh())
    } catch (error) {
      if (isAboutConnection(error)) noteLoss()
      throw asUnavailable(error)
    }
    if (!isLost) return
    isLost = false
    for (const listener of listeners) listener(lostAt)
  }
  const check = (): Promise<void> => {
    checking ??= checkOnce().finally(() => {
      checking = undefined
    })
    return checking
  }
  const noteLoss = (): void => {
    lostAt = performance.now()
    isLost = true
  }
  return {
    /** Resolves when the database responds. Rejects with `server.unavailable`. */
    check,
    /** Call when a connection timed out without a response. */
    noteSilence: (): void => {
      noteLoss()
      check().catch(() => {}) // the next waiting caller checks again
    },
    /** Makes existing idle connections unusable, because they may lead to the wrong server. */
    distrust: (): void => {
      lostAt = performance.now()
    },
    /** Connections used before this time are not trusted, on the clock of `performance.now()`. */
    trustedSince: (): number => lostAt,
    /** Calls `listener` when the database responds again, with the time of the last failed check. */
    onRecovery: (listener: (lostAt: number) => void): void => void listeners.add(listener),
    end: (): void => client?.cut(),
  }
}
export type HealthCheck = ReturnType<typeof createHealthCheck>
