import { Failure, fail, type Logger } from '@pantheon/kernel'
import { Hono } from 'hono'
import type { AppRouter } from '../router.ts'
import type { System } from '../system.ts'
import { readText } from './body.ts'
import { mountChat } from './chat.ts'
import { mountChatPage } from './chat-page.ts'
import { mountDocs } from './docs.ts'
import { createDoor } from './door.ts'
import { createGate, type HttpEnv } from './gate.ts'
import { openApiDocument } from './openapi.ts'
import { mountOutbox } from './outbox.ts'
import { createPublicCache } from './public-cache.ts'
import { mountRest } from './rest.ts'
import { mountWebApps } from './static.ts'
import { createTrpcHandler } from './trpc.ts'

export interface AppDeps {
  system: System
  router: AppRouter
  logger: Logger
  allowedOrigins: readonly string[]
  trustedProxies: number
  isProduction: boolean
  /** Where people reach the site, without a slash at its end. */
  publicUrl: string
  /** False while the server is stopping: balancers send no more. */
  isReady: () => boolean
}

/** Everything the server answers over HTTP. */
export const createApp = ({ system, router, logger, allowedOrigins, trustedProxies, isProduction, publicUrl, isReady }: AppDeps): Hono<HttpEnv> => {
  const { services, db } = system
  const gate = createGate({ actors: services.actors, trustedProxies, limits: system.limits, logger, allowedOrigins })
  const door = createDoor(router, system.idempotency)
  const publicCache = createPublicCache(system.publicReads)
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => gate.begin(c).problem(error))

  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get(
    '/readyz',
    gate.guard(async (_, call) => {
      if (!isReady()) fail('server.stopping')
      await db.$count(db.tables.eventConsumers).catch(() => fail('server.unavailable'))
      return call.json(200, { ok: true })
    }),
  )
  app.all('/trpc/*', createTrpcHandler(router, gate, door, publicCache))
  // The signature covers the bytes, so the callback is read raw, before anything parses it.
  app.post(
    '/api/v1/payments/webhook',
    gate.guard(async (c, call) => {
      await services.payments.receiveCallback(await readText(c.env.incoming), c.req.header('stripe-signature') ?? c.req.header('payment-signature'))
      return call.json(200, { received: true })
    }),
  )
  mountChat(app, { chats: system.notices.chats, gate, clock: system.clock, logger })
  // Written when somebody first reads it: it takes as long as everything else here together.
  let document: ReturnType<typeof openApiDocument> | undefined
  app.get('/api/v1/openapi.json', (c) => {
    document ??= openApiDocument(router)
    return c.json(document)
  })
  mountRest(app, router, gate, door, publicCache)
  app.get(
    '/files/:name',
    gate.guard(async (c, call) => {
      const file = await services.catalogue.readImage(c.req.param('name') ?? '')
      if (!file) return call.problem(new Failure('request.unknown_route'))
      const kept = {
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'",
      }
      return call.send(200, file.mediaType, file.bytes, kept)
    }),
  )
  mountDocs(app)
  if (!isProduction) mountOutbox(app, services.mailbox)
  if (!isProduction && system.notices.chats.isEmbedded) mountChatPage(app, { chats: system.notices.chats, gate })
  mountWebApps(app, { productOnSale: services.catalogue.findOnSale, publicUrl })
  app.notFound(gate.nothing)
  return app
}
