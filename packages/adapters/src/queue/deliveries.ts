import type { Db } from '@pantheon/db'
import { createPump, type Logger } from '@pantheon/kernel'
import type { Delivery } from '@pantheon/runtime'

/** A job leased by this worker. `key` identifies the delivery in its queue. */
export interface Held {
  key: string
  jobId: string
  tries: number
}

export interface DeliverySource {
  db: Db
  logger: Logger
  leaseMs: number
  concurrency: number
  claim(limit: number): Promise<Held[]>
  /** Renews the lease; false when it was lost. */
  renew(held: Held): Promise<boolean>
  complete(held: Held): Promise<void>
  /** Delivers the job again after a pause. */
  retry(held: Held, error: unknown): Promise<void>
  /** Delivers the job again at once. */
  release(held: Held): Promise<void>
}

const pollMs = 1000

/** The worker loop for any queue: claims jobs on notifications and by polling, renews leases while handlers run, and aborts a handler whose lease was lost. */
export const runDeliveries = (source: DeliverySource) => {
  const { db, logger, leaseMs, concurrency } = source
  const held = new Map<string, { item: Held; stop: AbortController; done: Promise<void> }>()
  let handle: ((delivery: Delivery) => Promise<void>) | undefined
  let isStopped = false
  const timers: NodeJS.Timeout[] = []
  let unsubscribe: (() => void) | undefined

  const renewLeases = async (): Promise<void> => {
    for (const { item, stop } of held.values()) {
      const isOurs = await source.renew(item).catch(() => true) // the database may respond again before the lease expires
      if (!isOurs) stop.abort(new Error('The lease was lost'))
    }
  }

  const work = async (item: Held, signal: AbortSignal): Promise<void> => {
    try {
      await handle?.({ jobId: item.jobId, tries: item.tries, signal })
      await source.complete(item)
    } catch (error) {
      if (isStopped) await source.release(item)
      else await source.retry(item, error)
    }
  }

  const deliver = (item: Held): void => {
    const stop = new AbortController()
    const done = work(item, stop.signal)
      .catch((error: unknown) => logger.error({ err: error, jobId: item.jobId }, 'a delivery could not be ended; its lease will run out'))
      .finally(() => {
        held.delete(item.key)
        claiming.wake()
      })
    held.set(item.key, { item, stop, done })
  }

  const claiming = createPump(async () => {
    if (isStopped || held.size >= concurrency) return
    const items = await source.claim(concurrency - held.size).catch((error: unknown) => {
      logger.warn({ err: error }, 'could not look for jobs')
      return []
    })
    // A job that runs here may be delivered again when its lease expired before a busy process renewed it: it continues under the new lease.
    for (const item of items) if (!held.has(item.key)) deliver(item)
  })

  return {
    start: (handler: (delivery: Delivery) => Promise<void>): void => {
      handle = handler
      unsubscribe = db.onEvents(claiming.wake)
      timers.push(
        setInterval(claiming.wake, pollMs),
        setInterval(() => void renewLeases(), leaseMs / 3),
      )
      claiming.wake()
    },
    stop: async (): Promise<void> => {
      isStopped = true
      unsubscribe?.()
      for (const timer of timers) clearInterval(timer)
      await claiming.idle()
      const rest = [...held.values()]
      for (const { stop } of rest) stop.abort(new Error('The worker is stopping'))
      await Promise.all(rest.map(({ done }) => done))
    },
  }
}
