import { randomUUID } from 'node:crypto'
import type { AccessBus, AccessChange } from '@pantheon/auth'
import type { Logger } from '@pantheon/kernel'
import { z } from 'zod'
import { connectRedis } from './connect.ts'

const Change = z.object({
  sessionId: z.string().exactOptional(),
  userId: z.string().exactOptional(),
  organizationId: z.string().exactOptional(),
  apiKeyId: z.string().exactOptional(),
})
const Message = z.object({ from: z.string(), change: Change })

/** Matches all users, because no field restricts it. */
const everything: AccessChange = {}
/** Maximum buffer while Redis is unavailable; above it, a single change of everything is sent. */
const maxUnsent = 1000
/** How often the connection is checked. A dead one is detected after this plus the command timeout of Redis. */
const heartbeatMs = 1000

const parse = (text: string): z.infer<typeof Message> | undefined => {
  try {
    return Message.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/**
 * The bus over Redis' publish and subscribe, which has no persistence: messages during a disconnect are lost. So this is healthy only
 * while it is subscribed, and notifies its listeners that everything changed after each new subscription.
 */
export const createRedisAccessBus = (redisUrl: string, logger: Logger): AccessBus & { close(): Promise<void> } => {
  const serverId = randomUUID()
  const publisher = connectRedis(redisUrl, 'access-publisher', logger)
  const subscriber = connectRedis(redisUrl, 'access-subscriber', logger)
  // Channels are shared by all database numbers; the name separates systems on one server.
  const channel = `pantheon:access:${publisher.options.db ?? 0}`
  const listeners = new Set<(change: AccessChange) => void>()
  let isSubscribed = false
  let unsent: AccessChange[] = []

  const publish = (change: AccessChange): void => {
    for (const listener of listeners) {
      try {
        listener(change)
      } catch (error) {
        logger.error({ err: error }, 'a listener to changes of rights failed')
      }
    }
  }

  const subscribe = async (): Promise<void> => {
    const { stream } = subscriber
    try {
      await subscriber.subscribe(channel)
    } catch {
      return // a lost connection reconnects by itself, and the heartbeat subscribes again on an open one
    }
    if (isSubscribed || subscriber.stream !== stream || subscriber.status !== 'ready') return
    publish(everything)
    isSubscribed = true
  }
  subscriber.on('ready', () => void subscribe())
  subscriber.on('close', () => {
    isSubscribed = false
  })
  subscriber.on('message', (_, text) => {
    const message = parse(text)
    if (message?.from !== serverId) publish(message?.change ?? everything)
  })

  const send = async (change: AccessChange): Promise<void> => {
    try {
      await publisher.publish(channel, JSON.stringify({ from: serverId, change }))
    } catch {
      // Other servers may still be connected: they get the change after the reconnect.
      unsent = unsent.length < maxUnsent ? [...unsent, change] : [everything]
    }
  }
  const sendPending = (): void => {
    if (unsent.length === 0 || publisher.status !== 'ready') return
    const pending = unsent
    unsent = []
    for (const change of pending) void send(change)
  }
  publisher.on('ready', sendPending)

  const heartbeat = setInterval(() => {
    if (isSubscribed)
      subscriber.ping().catch(() => undefined) // without a reply the connection closes itself
    else if (subscriber.status === 'ready') void subscribe()
    sendPending()
  }, heartbeatMs)
  heartbeat.unref()

  return {
    publish: (change) => {
      publish(change)
      return send(change)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    isHealthy: () => isSubscribed,
    close: async () => {
      clearInterval(heartbeat)
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}
