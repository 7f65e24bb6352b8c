import type { Logger } from '@pantheon/kernel'
import { Redis } from 'ioredis'

/** How long Redis may take over one command before the line counts as dead: a healthy one takes under a millisecond. */
const silenceMs = 1000

/**
 * A connection that comes back by itself, for as long as it takes. Commands fail at once while it is away: whoever
 * needs Redis has a way to do without. `purpose` names it in Redis' list of clients and in the log.
 */
export const connectRedis = (url: string, purpose: string, logger: Logger): Redis => {
  const redis = new Redis(url, {
    connectionName: `pantheon-${purpose}`,
    socketTimeout: silenceMs,
    connectTimeout: 5000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 2000),
  })
  let isAway = false
  redis.on('error', (error: Error & { code?: string }) => {
    if (isAway) return // ioredis says it again at every try to connect
    isAway = true
    logger.warn({ purpose, reason: error.code ?? error.name }, 'Redis is away')
  })
  redis.on('ready', () => {
    if (isAway) logger.info({ purpose }, 'Redis is back')
    isAway = false
  })
  return redis
}
