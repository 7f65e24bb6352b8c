import { join } from 'node:path'
import {
  createCourseWriter,
  createDemoEstate,
  createDiskFiles,
  createDocumentPrinter,
  createImagePress,
  createPgBossQueue,
  createRedisAnswers,
  createS3Files,
  createSqliteQueue,
} from '@pantheon/adapters'
import { createCourseAgent, createCourses, createJobFigures, createJobNames, createJobRunner, createJobs, createRegistry, createTasks } from '@pantheon/agents'
import { auditReader, createAudit, platformChain } from '@pantheon/auth'
import { createEstate } from '@pantheon/aws'
import { createBusinessOverview, createCatalogue, createFigures, createGenerationRate, createOrders, type PaymentProvider } from '@pantheon/business'
import type { Config } from '@pantheon/config'
import { type SystemPart, subjectKey } from '@pantheon/contract'
import { createConsumer, fillTextKeys, isPostgres, openDb, type StreamOf } from '@pantheon/db'
import { type Clock, createFairQueue, type Logger, systemClock } from '@pantheon/kernel'
import { createScheduler, type Schedule } from '@pantheon/runtime'
import { createFeed, createState } from '@pantheon/state'
import { createDesk } from './desk.ts'
import { createGovernance } from './governance.ts'
import { createIdempotency } from './http/idempotency.ts'
import { createLimits } from './http/limits.ts'
import { createIdentity } from './identity.ts'
import { createMoney } from './money.ts'
import { createNotices } from './notices.ts'
import { createParkedEvents } from './parked-events.ts'
import type { AppServices } from './router.ts'
import { stopParts } from './stop-parts.ts'

const hour = 3_600_000

/** The end of a job that no order pays for. */
const endOf = ({ id, organizationId, data }: { id: string; organizationId: string | null; data: { jobId: string } }) => ({
  eventId: id,
  jobId: data.jobId,
  organizationId: organizationId ?? '',
})

/** What tests bring instead of the real thing. */
export interface Overrides {
  clock?: Clock
  /** What schedules go by, where the other clock jumps and the story itself says what is done by then. */
  scheduleClock?: Clock
  /** How long the embedded payment provider takes to settle. */
  settleMs?: number
  /** Signs the embedded provider's callbacks. */
  paymentSecret?: string
  /** Stands between us and the payment provider. */
  aroundProvider?: (provider: PaymentProvider) => PaymentProvider
}

/** The whole system, from the database up. Reads top to bottom: clients, adapters, services, workers. */
export const createSystem = async (config: Config, logger: Logger, overrides: Overrides = {}) => {
  const clock = overrides.clock ?? systemClock
  const { databaseUrl, databaseMigrationUrl: migrationUrl, databaseLimits } = config
  const db = await openDb(databaseUrl, { migrationUrl, limits: databaseLimits, clock, findsMisuse: !config.isProduction })
  const doesWork = config.role !== 'api'

  // adapters
  const url = config.databaseUrl
  const queue = isPostgres(url)
    ? await createPgBossQueue({ url: config.databaseMigrationUrl ?? url, db, logger, limits: databaseLimits, ...config.jobs })
    : createSqliteQueue({ db, clock, logger, ...config.jobs })
  const writer = createCourseWriter({ ...config.model, model: config.model.name })
  const files = config.s3 ? await createS3Files({ ...config.s3, logger }) : createDiskFiles(join(config.dataDir, 'files'))
  const perOrganization = config.limits.documentsPerOrganization
  const documents = createDocumentPrinter({ perOrganization })
  const exports = createFairQueue({ atOnce: 4, kept: 0, maxWaiting: 40, perOwner: perOrganization, code: 'export.too_many' })
  const sharedAnswers = config.redisUrl === undefined ? undefined : createRedisAnswers(config.redisUrl, url, logger)

  // services
  const scheduler = createScheduler({ db, clock: overrides.scheduleClock ?? clock, logger })
  const feed = createFeed({ db, logger })
  const identity = await createIdentity({ config, db, clock, logger, feed })
  const audit = createAudit({ db, clock, logger, keys: identity.keys, exports })
  const catalogue = createCatalogue({ db, clock, logger, exports, files, press: createImagePress() })
  const governance = createGovernance({ db, clock, logger })
  const policy = { tries: config.eventTries, pauseMs: 250 }
  const money = createMoney({
    ...{ config, db, clock, logger, policy },
    buyerOf: identity.services.accounts.contact,
    settleMs: overrides.settleMs ?? 600,
    paymentSecret: overrides.paymentSecret,
    approvals: governance.requests,
    printer: documents.invoices,
    workOf: createJobNames({ db }),
    wake: scheduler.wake,
    around: overrides.aroundProvider ?? ((provider) => provider),
  })
  const orders = createOrders({ db, clock, exports, approvals: governance.requests, callOff: money.services.payments.callOff })
  const { credits } = money.services
  const jobs = createJobs({ db, clock, queue, credits, isOwed: orders.isOwed })
  const courses = createCourses({ db, clock, jobs, printer: documents.courses })
  const registry = createRegistry({
    db,
    engines: { 201: writer, 204: { engine: money.provider.name, isOffline: money.provider.isTest }, 205: { engine: 'approval-desk', isOffline: false } },
    counters: [money.work, governance.work],
  })
  const tasks = createTasks({ db, clock })
  const estate = createEstate({ port: createDemoEstate({ clock }), clock })
  const sources = { agents: registry.overview, business: createBusinessOverview({ db, clock }), users: identity.services.accounts.count, aws: estate.summary }
  const state = createState({ db, clock, feed, sources })
  const notices = createNotices({ config, db, clock, logger, policy, mailbox: identity.services.mailbox, approvals: governance.services.approvals })
  const limits = createLimits({ generation: identity.throttle.bucket('generation'), rateOf: createGenerationRate({ db, clock }) })
  const idempotency = createIdempotency({ db, clock, logger })

  // workers: where the contexts meet
  const consumer = createConsumer({ db, clock, logger, policy }, 'fulfilment', {
    ...governance.outcomes({ order: orders, refund: money.services.refunds }),
    'order.paid': ({ organizationId, data }) => jobs.requestForOrder({ ...data, organizationId: organizationId ?? '' }),
    // Nobody works on what is given back as a whole.
    'refund.requested': async ({ data }) => (data.isWhole ? jobs.cancelForOrder(data.orderId) : undefined),
    'order.refunded': ({ data }) => jobs.cancelForOrder(data.orderId),
    'job.started': async ({ data }) => (data.orderId ? orders.workStarted(data.orderId) : undefined),
    'job.succeeded': (event) => (event.data.orderId ? orders.workSucceeded(event.data.orderId) : credits.settle(endOf(event))),
    'job.failed': (event) => (event.data.orderId ? orders.workFailed(event.data.orderId) : credits.release(endOf(event))),
    'job.cancelled': (event) => (event.data.orderId ? orders.workFailed(event.data.orderId) : credits.release(endOf(event))),
  })
  // A chain is written in the order of the log.
  const chainOf: StreamOf = ({ organizationId }) => subjectKey({ type: 'chain', id: organizationId ?? platformChain })
  const auditor = createConsumer({ db, clock, logger, policy, streamOf: chainOf }, auditReader, audit.handlers)
  const runner = createJobRunner({ db, clock, logger, agent: createCourseAgent({ db, clock, writer }) })

  const parts: SystemPart[] = [
    { part: 'database', engine: isPostgres(url) ? 'PostgreSQL' : 'SQLite', isEmbedded: !isPostgres(url), variable: 'DATABASE_URL' },
    { part: 'files', engine: files.engine, isEmbedded: files.isEmbedded, variable: 'S3_BUCKET' },
    { part: 'queue', engine: queue.name, isEmbedded: !isPostgres(url), variable: 'DATABASE_URL' },
    { part: 'payments', engine: money.provider.name, isEmbedded: config.stripe === undefined, variable: 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET' },
    { part: 'model', engine: writer.engine, isEmbedded: writer.isOffline, variable: 'ANTHROPIC_API_KEY, OPENAI_API_KEY or GOOGLE_GENERATIVE_AI_API_KEY' },
    { part: 'estate', engine: 'demo', isEmbedded: true, variable: null },
    ...identity.parts,
    ...notices.parts,
  ]

  const schedules: Schedule[] = [
    ...identity.schedules,
    ...notices.schedules,
    ...governance.schedules,
    ...money.schedules,
    // Servers of an older version, which still run while this one takes their place, write texts without keys and old words of products.
    { name: 'text-keys.fill', every: 30_000, run: () => fillTextKeys(db) },
    { name: 'catalogue.index', every: hour, run: catalogue.index },
    { name: 'catalogue.sweep-images', every: hour, run: catalogue.sweepImages },
    { name: 'audit.checkpoint', every: hour, run: audit.checkpointAll },
    { name: 'idempotency.sweep', every: hour, run: idempotency.sweep },
  ]
  return {
    services: {
      ...identity.services,
      ...notices.services,
      ...governance.services,
      audit,
      catalogue,
      orders,
      ...createDesk({ db, clock, logger, orders, jobs }),
      ...money.services,
      jobs,
      jobFigures: createJobFigures({ db, clock }),
      figures: createFigures({ db, clock }),
      courses,
      tasks,
      registry,
      estate,
      state,
      parts,
      parkedEvents: createParkedEvents({ db, clock }),
    } satisfies AppServices,
    db,
    clock,
    bank: money.bank,
    idempotency,
    limits,
    exports,
    /** What the answers to visitors are kept by. */
    publicReads: { clock, onEvent: feed.onEvent, shared: sharedAnswers },
    /** Takes every step with approvals that time has come for. */
    sweepApprovals: governance.sweep,
    notices,
    consumer,
    start: async (): Promise<void> => {
      await feed.start()
      if (!doesWork) return
      await catalogue.index()
      await consumer.start()
      await auditor.start()
      await notices.start()
      await queue.start(runner.deliver)
      await money.start()
      identity.services.mailbox.start()
      await scheduler.start(schedules)
    },
    /**
     * Stops in the order of the work: nothing new begins, running jobs are handed back, then the database closes. Resolves within
     * seven seconds, also while the database is silent; false when something had to be left behind.
     */
    stop: async (): Promise<boolean> => {
      const readers = doesWork ? { fulfilment: consumer.stop, audit: auditor.stop, notifications: notices.stop } : {}
      const hasStopped = [
        await stopParts({ ...readers, schedules: () => scheduler.stop(2500), queue: queue.stop, money: money.stop }, 3000, logger),
        await stopParts(
          { runner: runner.close, identity: identity.stop, feed: feed.stop, answers: sharedAnswers?.close, documents: documents.close },
          2000,
          logger,
        ),
        await stopParts({ database: db.close }, 2000, logger),
      ]
      return hasStopped.every(Boolean)
    },
  }
}
export type System = Awaited<ReturnType<typeof createSystem>>
export type Services = System['services']
