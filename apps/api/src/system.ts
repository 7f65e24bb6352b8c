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
} from '@pantheon/business'
import type { Config } from '@pantheon/config'
import { createGovernanceModule, findHolders, findNames } from '@pantheon/governance'
import { createFairQueue, type Logger } from '@pantheon/kernel'
import { createNotificationsModule } from '@pantheon/notifications'
import { createAgentDirectory, createParkedEvents, createRuntime } from '@pantheon/runtime'
import { createState } from '@pantheon/state'
import { createAdapters } from './adapters.ts'
import { createAgentCalls } from './agent-calls.ts'
import { openFoundation } from './foundation.ts'
import { createFulfilment } from './fulfilment.ts'
import { createIdempotency } from './http/idempotency.ts'
import { createLimits } from './http/limits.ts'
import { createMaintenance } from './maintenance.ts'
import type { Overrides } from './overrides.ts'
import type { AppServices } from './router.ts'

/** The composition root: adapters first, then the modules, each of which may depend on those before it. */
export const createSystem = async (config: Config, logger: Logger, overrides: Overrides = {}) => {
  const { core, telemetry, scheduler, feed, modules: foundation } = await openFoundation(config, logger, overrides)
  const { db, clock } = core
  const exports = createFairQueue({ concurrency: 4, reserved: 0, maxWaiting: 40, perOwner: config.limits.documentsPerOrganization, code: 'export.too_many' })
  const receiveCallback = (rawBody: string, signature: string | undefined): Promise<void> => payments.services.payments.receiveCallback(rawBody, signature)
  const adapters = await createAdapters({ ...core, config, overrides, receiveCallback })
  const { documents, chats } = adapters

  const auth = createAuthModule({
    ...core,
    ...adapters.identity,
    config,
    exports,
    // Each can fail on its own: the connection that receives notifications, and reading the log.
    log: { onEvent: feed.onEvent, isCurrent: () => db.isListening() && feed.isCurrent() },
    accessMeter: telemetry.cache('access'),
  })
  const { accounts, mailbox } = auth.services
  const catalogue = createCatalogueModule({ ...core, exports, files: adapters.files, processImage: adapters.images })
  const governance = createGovernanceModule({ ...core, owners: { refund: orderOfRefund } })
  const workers = createAgentDirectory([createCourseAgent({ db, clock, writer: adapters.writer }), ...(overrides.agents ?? [])])
  const payments = createPaymentsModule({
    ...core,
    ...adapters.payments,
    config,
    buyerOf: accounts.contact,
    approvals: governance.requests,
    printer: documents.invoices,
    workOf: createJobNames({ db, agents: workers }),
    wake: scheduler.wake,
  })
  const { cancelPayment } = payments.services.payments
  const orders = createOrders({ ...core, ...workers, approvals: governance.requests, namesOf: findNames, cancelPayment })
  const agents = createAgentsModule({
    ...core,
    agents: workers,
    queue: adapters.queue,
    printer: documents.courses,
    credits: payments.services.credits,
    isOwed: orders.isOwed,
    call: (...call) => callAsAgent(...call),
    jobMeter: telemetry.jobs,
    engines: { 204: adapters.payments.engine, 205: governance.engine },
    counters: [payments.work, governance.work],
  })
  const { jobs, registry } = agents.services
  const ordersModule = createOrdersModule({ ...core, ...workers, orders, work: jobs, exports })
  const notifications = createNotificationsModule({
    ...core,
    publicUrl: config.publicUrl,
    chats: chats.transports,
    approvals: governance.services.approvals,
    holdersOf: findHolders,
    actorOf: createMemberActors({ db }),
    post: { put: (tx, { address, locale }, words) => mailbox.put(tx, address, emailOf(locale, words)), wake: mailbox.wake },
  })
  const estate = createEstate({ port: adapters.estate, clock })
  const sources = { agents: registry.overview, business: createBusinessOverview({ ...core, ...workers }), users: accounts.count, aws: estate.summary }
  const idempotency = createIdempotency(core)

  const modules = {
    ...foundation,
    adapters: adapters.module,
    auth,
    catalogue,
    governance,
    payments,
    orders: ordersModule,
    agents,
    notifications,
    fulfilment: createFulfilment({ orders, refunds: payments.services.refunds, jobs, credits: payments.services.credits }),
    maintenance: createMaintenance({ db, idempotency }),
  }
  const policy = { tries: config.eventTries, pauseMs: 250 }
  const runtime = createRuntime({ ...core, scheduler, policy, events: telemetry.events, doesWork: config.role !== 'api' }, modules)
  const services = {
    ...auth.services,
    ...catalogue.services,
    ...governance.services,
    ...payments.services,
    ...ordersModule.services,
    ...agents.services,
    ...notifications.services,
    state: createState({ db, clock, feed, sources }),
    estate,
    parts: runtime.health(),
    parkedEvents: createParkedEvents({ db, clock }),
  } satisfies AppServices
  const planLimits = createLimits({ generation: adapters.throttle.bucket('generation'), rateOf: createGenerationRate({ db, clock }) })
  const callAsAgent = createAgentCalls({ services, limits: planLimits })

  return {
    services,
    db,
    clock,
    idempotency,
    exports,
    testProvider: adapters.payments.embeddedProvider,
    telemetry,
    limits: planLimits,
    /** Dependencies of the cache of public reads. */
    publicReads: { clock, onEvent: feed.onEvent, shared: adapters.answers, meter: telemetry.cache('public'), sharedMeter: telemetry.cache('shared') },
    /** Chats as HTTP needs them: adapters that verify signatures, the handler of interactions, and the outbox. */
    chats: {
      ...chats,
      handleInteraction: notifications.handleInteraction,
      outbox: notifications.outbox,
      isEmbedded: chats.transports.some(({ isEmbedded }) => isEmbedded),
    },
    /** Notifies about something that is not an event of the log; for tests. */
    notify: notifications.notify,
    /** Takes every step of approvals that is due; for tests. */
    sweepApprovals: governance.sweep,
    settled: runtime.settled,
    start: runtime.start,
    stop: runtime.stop,
  }
}
export type System = Awaited<ReturnType<typeof createSystem>>
export type Services = System['services']
