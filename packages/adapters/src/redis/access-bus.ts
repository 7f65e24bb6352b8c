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

/** Matches everybody, because no field narrows it. */
const everything: AccessChange = {}
/** More than this is not kept for a Redis that is away; then everything is said to have changed. */
const maxUnsent = 1000
/** How often the line is tried. One that died without a word is noticed after this and the time Redis has for a command. */
const heartbeatMs = 1000

const parse = (text: string): z.infer<typeof Message> | undefined => {
  try {
    return Message.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/**
 * The bus over Redis' publish and subscribe, which keeps nothing: whoever was away has missed what was said. So this
 * is healthy only while its subscription stands, and tells its listeners that everything changed whenever it stands anew.
 */
export const createRedisAccessBus = (redisUrl: string, logger: Logger): AccessBus & { close(): Promise<void> } => {
  const self = randomUUID()
  const publisher = connectRedis(redisUrl, 'access-publisher', logger)
  const subscriber = connectRedis(redisUrl, 'access-subscriber', logger)
  // Channels do not know about database numbers; the name keeps products that share a server apart.
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
      return // a lost line begins anew by itself, and the heartbeat asks again on one that stands
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
    if (message?.from !== self) publish(message?.change ?? everything)
  })

  const send = async (change: AccessChange): Promise<void> => {
    try {
      await publisher.publish(channel, JSON.stringify({ from: self, change }))
    } catch {
      // Others may still hear each other: what they miss from here they get as soon as there is a line again.
      unsent = unsent.length < maxUnsent ? [...unsent, change] : [everything]
    }
  }
  const sendOwed = (): void => {
    if (unsent.length === 0 || publisher.status !== 'ready') return
    const owed = unsent
    unsent = []
    for (const change of owed) void send(change)
  }
  publisher.on('ready', sendOwed)

  const heartbeat = setInterval(() => {
    if (isSubscribed)
      subscriber.ping().catch(() => undefined) // without an answer the connection ends itself
    else if (subscriber.status === 'ready') void subscribe()
    sendOwed()
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
