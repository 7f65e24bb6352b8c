import { createAgentsModule, createCourseAgent, createJobNames } from '@pantheon/agents'
import { createAuthModule, createMemberActors, emailOf } from '@pantheon/auth'
import { createEstate } from '@pantheon/aws'
import {
  createBusinessOverview,
  createCatalogueModule,
  createGenerationRate,
  createOrders,
  createOrdersModule,
  createPaymentsModule,
  orderOfRefund,
  type PaymentProvider,
} from '@pantheon/business'
import type { Config } from '@pantheon/config'
import { createDatabaseClock, fillTextKeys, openDb } from '@pantheon/db'
import { createGovernanceModule, findHolders, findNames } from '@pantheon/governance'
import { type Clock, createFairQueue, type Logger } from '@pantheon/kernel'
import { createNotificationsModule } from '@pantheon/notifications'
import {
  createAgentDirectory,
  createParkedEvents,
  createRuntime,
  createScheduler,
  createTelemetry,
  findConsumerBacklogs,
  findJobBacklogs,
  type JobAgent,
  type Module,
} from '@pantheon/runtime'
import { createFeed, createState } from '@pantheon/state'
import { createAdapters } from './adapters.ts'
import { createAgentCalls } from './agent-calls.ts'
import { createFulfilment } from './fulfilment.ts'
import { createIdempotency } from './http/idempotency.ts'
import { createLimits } from './http/limits.ts'
import type { AppServices } from './router.ts'

const hour = 3_600_000

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
  /** More agents, beside those of the product. */
  agents?: readonly JobAgent[]
}

/** The whole system: its adapters, then the modules that use them, each of which may rely on those before it. */
export const createSystem = async (config: Config, logger: Logger, overrides: Overrides = {}) => {
  const shared = createDatabaseClock({ logger })
  const clock = overrides.clock ?? shared
  const { databaseUrl, databaseMigrationUrl: migrationUrl, databaseLimits, publicUrl, limits } = config
  const telemetry = await createTelemetry({ config: config.telemetry, clock, logger })
  const meter = telemetry.statements
  const db = await openDb(databaseUrl, { migrationUrl, limits: databaseLimits, clock, findsMisuse: !config.isProduction, meter })
  telemetry.watch({ pools: db.pools, consumers: () => findConsumerBacklogs({ db, clock }), jobs: () => findJobBacklogs({ db, clock }) })
  await shared.follow(db)
  const scheduler = createScheduler({ db, clock: overrides.scheduleClock ?? clock, logger })
  const feed = createFeed({ db, logger })
  const exports = createFairQueue({ atOnce: 4, kept: 0, maxWaiting: 40, perOwner: limits.documentsPerOrganization, code: 'export.too_many' })
  const adapters = await createAdapters({
    config,
    db,
    clock,
    logger,
    settleMs: overrides.settleMs ?? 600,
    paymentSecret: overrides.paymentSecret,
    receiveCallback: (rawBody, signature): Promise<void> => payments.services.payments.receiveCallback(rawBody, signature),
    aroundProvider: overrides.aroundProvider ?? ((provider) => provider),
  })
  const { documents, provider, testProvider, subscriptionProvider, writer, throttle, chats } = adapters

  const auth = createAuthModule({
    config,
    db,
    clock,
    logger,
    throttle,
    exports,
    keys: adapters.keys,
    mail: adapters.mail,
    github: adapters.github,
    countryOf: adapters.countryOf,
    bus: adapters.accessBus,
    // Both may fail alone: the connection that brings notifications, and the readings of the log.
    log: { onEvent: feed.onEvent, isCurrent: () => db.isListening() && feed.isCurrent() },
    accessMeter: telemetry.cache('access'),
  })
  const { accounts, mailbox } = auth.services
  const catalogue = createCatalogueModule({ db, clock, logger, exports, files: adapters.files, processImage: adapters.images })
  const governance = createGovernanceModule({ db, clock, logger, owners: { refund: orderOfRefund } })
  const workers = createAgentDirectory([createCourseAgent({ db, clock, writer }), ...(overrides.agents ?? [])])
  const payments = createPaymentsModule({
    config,
    db,
    clock,
    logger,
    provider,
    subscriptionProvider,
    embeddedProvider: testProvider,
    buyerOf: accounts.contact,
    approvals: governance.requests,
    printer: documents.invoices,
    workOf: createJobNames({ db, agents: workers }),
    wake: scheduler.wake,
  })
  const orders = createOrders({
    db,
    clock,
    exports,
    approvals: governance.requests,
    namesOf: findNames,
    cancelPayment: payments.services.payments.cancelPayment,
  })
  const agents = createAgentsModule({
    db,
    clock,
    logger,
    agents: workers,
    queue: adapters.queue,
    printer: documents.courses,
    credits: payments.services.credits,
    isOwed: orders.isOwed,
    call: (...asked) => callAsAgent(...asked),
    jobMeter: telemetry.jobs,
    engines: { 204: { engine: provider.name, isOffline: provider.isTest }, 205: { engine: 'approval-desk', isOffline: false } },
    counters: [payments.work, governance.work],
  })
  const { jobs, registry } = agents.services
  const desk = createOrdersModule({
    db,
    clock,
    logger,
    orders,
    work: {
      find: async (actor, orderId) => (await jobs.list(actor, { orderId, limit: 1 })).items[0],
      delivers: jobs.delivers,
      retry: (actor, id) => jobs.retry(actor, id),
    },
  })
  const notifications = createNotificationsModule({
    db,
    clock,
    logger,
    publicUrl,
    chats: chats.carriers,
    approvals: governance.services.approvals,
    holdersOf: findHolders,
    actorOf: createMemberActors({ db }),
    post: { put: (tx, { address, locale }, words) => mailbox.put(tx, address, emailOf(locale, words)), wake: mailbox.wake },
  })
  const estate = createEstate({ port: adapters.estate, clock })
  const sources = { agents: registry.overview, business: createBusinessOverview({ db, clock }), users: accounts.count, aws: estate.summary }
  const state = { services: { state: createState({ db, clock, feed, sources }) }, start: feed.start, stop: async () => feed.stop() } satisfies Module
  const idempotency = createIdempotency({ db, clock, logger })
  const requests = { services: {}, schedules: [{ name: 'idempotency.sweep', every: hour, run: idempotency.sweep }] } satisfies Module
  // Servers of an older version, which still run while this one takes their place, write texts without keys.
  const textKeys = { services: {}, schedules: [{ name: 'text-keys.fill', every: 30_000, run: () => fillTextKeys(db) }] } satisfies Module
  const fulfilment = createFulfilment({ orders, refunds: payments.services.refunds, jobs, credits: payments.services.credits })

  const modules = {
    telemetry: { services: {}, stop: telemetry.stop } satisfies Module,
    clock: { services: {}, drain: async () => shared.stop() } satisfies Module,
    adapters: adapters.module,
    state,
    auth,
    catalogue,
    governance,
    payments,
    orders: desk,
    agents,
    notifications,
    fulfilment,
    requests,
    textKeys,
  }
  const policy = { tries: config.eventTries, pauseMs: 250 }
  const runtime = createRuntime({ db, clock, logger, scheduler, policy, events: telemetry.events, doesWork: config.role !== 'api' }, modules)
  const services = {
    ...auth.services,
    ...catalogue.services,
    ...governance.services,
    ...payments.services,
    ...desk.services,
    ...agents.services,
    ...notifications.services,
    ...state.services,
    estate,
    parts: runtime.health(),
    parkedEvents: createParkedEvents({ db, clock }),
  } satisfies AppServices
  const planLimits = createLimits({ generation: throttle.bucket('generation'), rateOf: createGenerationRate({ db, clock }) })
  const callAsAgent = createAgentCalls({ services, limits: planLimits })

  return {
    services,
    db,
    clock,
    idempotency,
    exports,
    testProvider,
    telemetry,
    limits: planLimits,
    /** What the answers to visitors are kept by. */
    publicReads: { clock, onEvent: feed.onEvent, shared: adapters.answers, meter: telemetry.cache('public'), sharedMeter: telemetry.cache('shared') },
    /** Chats as HTTP needs them: who signs, what is pressed, and what becomes of it. */
    chats: { ...chats, press: notifications.handleInteraction, outbox: notifications.outbox, isEmbedded: chats.carriers.some(({ isEmbedded }) => isEmbedded) },
    /** Tells of something that is no event of the log; for tests. */
    tell: notifications.notify,
    /** Takes every step with approvals that time has come for; for tests. */
    sweepApprovals: governance.sweep,
    settled: runtime.settled,
    start: runtime.start,
    stop: runtime.stop,
  }
}
export type System = Awaited<ReturnType<typeof createSystem>>
export type Services = System['services']
