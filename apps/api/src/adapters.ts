import { join } from 'node:path'
import { createDemoEstate } from '@pantheon/adapters/aws'
import { createDiscord, createEmbeddedChat, createSlack } from '@pantheon/adapters/chat'
import { createDocumentPrinter } from '@pantheon/adapters/documents'
import { createDiskFiles, createImageProcessor, createS3Files } from '@pantheon/adapters/files'
import { createMailTransport } from '@pantheon/adapters/mail'
import { createCourseWriter } from '@pantheon/adapters/models'
import { createStripe, createStripeSubscriptions, createTestProvider, createTestSubscriptions } from '@pantheon/adapters/payments'
import { createCountryOf } from '@pantheon/adapters/places'
import { createPgBossQueue, createSqliteQueue } from '@pantheon/adapters/queue'
import { createRedisAccessBus, createRedisAnswers } from '@pantheon/adapters/redis'
import { createGithub } from '@pantheon/adapters/source-control'
import { createMemoryThrottle, createRedisThrottle } from '@pantheon/adapters/throttle'
import { createKeyRing } from '@pantheon/auth'
import type { PaymentProvider } from '@pantheon/business'
import type { Config } from '@pantheon/config'
import type { SystemPart } from '@pantheon/contract'
import { type Db, isPostgres } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { ChatTransport } from '@pantheon/notifications'
import type { Module } from '@pantheon/runtime'
import type { Overrides } from './overrides.ts'
import { readTokenKeys } from './token-keys.ts'

export interface AdapterDeps {
  config: Config
  db: Db
  clock: Clock
  logger: Logger
  /** Receives the callbacks of the embedded payment provider. */
  receiveCallback: (rawBody: string, signature: string) => Promise<void>
  overrides: Pick<Overrides, 'settleMs' | 'paymentSecret' | 'aroundProvider'>
}

const createQueue = ({ config, db, clock, logger }: AdapterDeps) => {
  const { databaseUrl, databaseMigrationUrl, databaseLimits, jobs } = config
  return isPostgres(databaseUrl)
    ? createPgBossQueue({ url: databaseMigrationUrl ?? databaseUrl, db, logger, limits: databaseLimits, ...jobs })
    : createSqliteQueue({ db, clock, logger, ...jobs })
}

/** The chat transports that are configured. Without any, development gets the embedded chat page; production gets none, as nobody would read it. */
const createChats = ({ config }: AdapterDeps) => {
  const [slack, discord] = [config.slack && createSlack(config.slack), config.discord && createDiscord(config.discord)]
  const real = [slack?.transport, discord?.transport].filter((transport): transport is ChatTransport => transport !== undefined)
  return { slack, discord, transports: real.length > 0 || config.isProduction ? real : [createEmbeddedChat()] }
}

const createPaymentProviders = ({ config, db, clock, logger, receiveCallback, overrides }: AdapterDeps) => {
  const { settleMs = 600, paymentSecret, aroundProvider = (provider: PaymentProvider) => provider } = overrides
  const secret = paymentSecret !== undefined && { secret: paymentSecret }
  const testProvider = createTestProvider({ db, clock, logger, settleMs, deliver: receiveCallback, ...secret })
  return {
    embeddedProvider: testProvider,
    provider: aroundProvider(config.stripe ? createStripe({ ...config.stripe, clock, logger }) : testProvider.provider),
    subscriptionProvider: config.stripe ? createStripeSubscriptions({ ...config.stripe, clock, logger }) : createTestSubscriptions({ db, clock }),
  }
}

/** The adapter of each port, chosen by the settings. `module` reports them as system parts and closes them on stop. */
export const createAdapters = async (deps: AdapterDeps) => {
  const { config, db, clock, logger } = deps
  const { databaseUrl, redisUrl } = config
  if (db.dialect === 'pg' && config.isProduction && config.tokenKeys.length === 0)
    logger.warn({}, 'TOKEN_KEYS is not set: tokens are signed with a key of this data folder, which other servers do not have')
  const keys = createKeyRing(await readTokenKeys(config.tokenKeys, config.dataDir))
  const queue = await createQueue(deps)
  const writer = createCourseWriter({ ...config.model, model: config.model.name })
  const files = config.s3 ? await createS3Files({ ...config.s3, logger }) : createDiskFiles(join(config.dataDir, 'files'))
  const documents = createDocumentPrinter({ perOrganization: config.limits.documentsPerOrganization })
  const mail = createMailTransport(config.mail)
  const throttle = redisUrl === undefined ? createMemoryThrottle() : createRedisThrottle(redisUrl, logger)
  const accessBus = redisUrl === undefined ? undefined : createRedisAccessBus(redisUrl, logger)
  const answers = redisUrl === undefined ? undefined : createRedisAnswers(redisUrl, databaseUrl, logger)
  const payments = createPaymentProviders(deps)
  const chats = createChats(deps)

  const isEmbedded = !isPostgres(databaseUrl)
  const parts: SystemPart[] = [
    { part: 'database', engine: isEmbedded ? 'SQLite' : 'PostgreSQL', isEmbedded, variable: 'DATABASE_URL' },
    { part: 'files', engine: files.engine, isEmbedded: files.isEmbedded, variable: 'S3_BUCKET' },
    { part: 'queue', engine: queue.name, isEmbedded, variable: 'DATABASE_URL' },
    {
      part: 'payments',
      engine: payments.provider.name,
      isEmbedded: config.stripe === undefined,
      variable: 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET',
    },
    { part: 'model', engine: writer.engine, isEmbedded: writer.isOffline, variable: 'ANTHROPIC_API_KEY, OPENAI_API_KEY or GOOGLE_GENERATIVE_AI_API_KEY' },
    { part: 'estate', engine: 'demo', isEmbedded: true, variable: null },
    { part: 'mail', engine: mail.name, isEmbedded: mail.isEmbedded, variable: 'SMTP_URL or SENDGRID_API_KEY' },
    { part: 'limits', engine: throttle.name, isEmbedded: throttle.isEmbedded, variable: 'REDIS_URL' },
    {
      part: 'chat',
      engine: chats.transports.map(({ name }) => name).join(' and ') || 'none',
      isEmbedded: chats.transports.every((transport) => transport.isEmbedded),
      variable: 'SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN',
    },
  ]
  return {
    /** With the engine of agent 204. */
    payments: { ...payments, engine: { engine: payments.provider.name, isOffline: payments.provider.isTest } },
    /** Adapters of the auth context: token keys, mail, throttle, GitHub and the lookup of countries. */
    identity: { keys, mail, throttle, bus: accessBus, github: config.github && createGithub({ ...config.github, logger }), countryOf: createCountryOf() },
    queue,
    writer,
    files,
    documents,
    throttle,
    answers,
    chats,
    images: createImageProcessor(),
    estate: createDemoEstate({ clock }),
    module: {
      services: {},
      health: () => parts,
      stop: () => Promise.all([documents.close(), mail.close(), throttle.close(), accessBus?.close(), answers?.close()]),
    } satisfies Module,
  }
}
