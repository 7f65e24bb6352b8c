import type { Logger } from '@pantheon/kernel'
import { Redis } from 'ioredis'

/** Command timeout after which the connection counts as dead: a healthy one takes under a millisecond. */
const commandTimeoutMs = 1000

/**
 * A connection that reconnects by itself, without limit. Commands fail at once while it is down: every caller has a fallback. `purpose`
 * names it in Redis' client list and in the log.
 */
export const connectRedis = (url: string, purpose: string, logger: Logger): Redis => {
  const redis = new Redis(url, {
    connectionName: `pantheon-${purpose}`,
    socketTimeout: commandTimeoutMs,
    connectTimeout: 5000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 2000),
  })
  let isDown = false
  redis.on('error', (error: Error & { code?: string }) => {
    if (isDown) return // ioredis emits an error with every reconnect attempt
    isDown = true
    logger.warn({ purpose, reason: error.code ?? error.name }, 'Redis is away')
  })
  redis.on('ready', () => {
    if (isDown) logger.info({ purpose }, 'Redis is back')
    isDown = false
  })
  return redis
}
