import { Failure, fail, type Logger } from '@pantheon/kernel'
import { Hono } from 'hono'
import type { AppRouter } from '../router.ts'
import type { System } from '../system.ts'
import { readText } from './body.ts'
import { mountChat } from './chat.ts'
import { mountChatPage } from './chat-page.ts'
import { mountDocs } from './docs.ts'
import { createMissing, refuseWithoutUpgrade } from './missing.ts'
import { mountOpenApi } from './openapi-route.ts'
import { mountOutbox } from './outbox.ts'
import { createProcedureCaller } from './procedure-caller.ts'
import { createPublicCache } from './public-cache.ts'
import { requestNotes } from './request-notes.ts'
import { createRequestPipeline, type HttpEnv } from './request-pipeline.ts'
import { mountRest } from './rest.ts'
import type { Site } from './site.ts'
import { mountWebApps, type WebApps } from './static.ts'
import { createTrpcHandler } from './trpc.ts'

export interface AppDeps {
  system: System
  router: AppRouter
  logger: Logger
  site: Site
  trustedProxies: number
  isProduction: boolean
  /** The public URL of the site, without a trailing slash. */
  publicUrl: string
  /** Until when paths without `/v1` are answered. */
  oldRoutesSunset: Date
  /** The build folders of the web apps, when they are not beside the server. */
  webFolders?: WebApps['folders'] | undefined
  /** False while the server is stopping, so that load balancers stop sending requests. */
  isReady: () => boolean
}

/** The Hono app with all HTTP routes of the server. */
export const createApp = (deps: AppDeps): Hono<HttpEnv> => {
  const { system, router, logger, site, trustedProxies, isProduction, publicUrl, oldRoutesSunset, webFolders, isReady } = deps
  const { services, db } = system
  const pipeline = createRequestPipeline({ actors: services.actors, trustedProxies, limits: system.limits, logger, site })
  const callProcedure = createProcedureCaller(router, system.idempotency)
  const publicCache = createPublicCache(system.publicReads)
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => pipeline.begin(c).problem(error))
  const missing = createMissing(app, pipeline, (path) => webApps.isPage(path))

  const alive = pipeline.guard((c, call) => {
    requestNotes(c.env.incoming).transport = 'health'
    return call.json(200, { ok: true })
  })
  for (const path of ['/healthz', '/healthz/']) app.get(path, alive)
  for (const path of ['/readyz', '/readyz/'])
    app.get(
      path,
      pipeline.guard(async (c, call) => {
        requestNotes(c.env.incoming).transport = 'health'
        if (!isReady()) fail('server.stopping')
        await db.ready()
        return call.json(200, { ok: true })
      }),
    )
  app.all('/trpc/*', createTrpcHandler(router, pipeline, callProcedure, publicCache))
  // The signature covers the bytes, so the raw body is read before anything parses it.
  app.post(
    '/api/v1/payments/webhook',
    pipeline.guard(async (c, call) => {
      await services.payments.receiveCallback(await readText(c.env.incoming), c.req.header('stripe-signature') ?? c.req.header('payment-signature'))
      return call.json(200, { received: true })
    }),
  )
  mountChat(app, { chats: system.chats, pipeline, clock: system.clock, logger })
  mountOpenApi(app, router, pipeline)
  mountRest(app, router, { pipeline, callProcedure, publicCache, oldRoutesSunset })
  app.all('/api/*', missing)
  app.get(
    '/files/:name',
    pipeline.guard(async (c, call) => {
      const file = await services.catalogue.readImage(c.req.param('name') ?? '')
      if (!file) return call.problem(new Failure('request.unknown_route'))
      const kept = {
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'",
      }
      return call.send(200, file.mediaType, file.bytes, kept)
    }),
  )
  app.all('/files/*', missing)
  mountDocs(app)
  app.get(
    '/ws',
    pipeline.guard((_, call) => refuseWithoutUpgrade(call)),
  )
  if (!isProduction) mountOutbox(app, services.mailbox)
  if (!isProduction && system.chats.isEmbedded) mountChatPage(app, { chats: system.chats, pipeline })
  const webApps = mountWebApps(app, { productOnSale: services.catalogue.findOnSale, publicUrl, folders: webFolders })
  app.notFound(missing)
  return app
}
