import { join } from 'node:path'
import { z } from 'zod'
import { variables } from './variables.ts'

type Values = { [K in keyof typeof variables]: z.output<(typeof variables)[K]['schema']> }

/** The server's configuration, typed. Read once at start. */
export interface Config {
  port: number
  databaseUrl: string
  /** The same database, connected as the role that owns its tables. Undefined when `databaseUrl` is that role. */
  databaseMigrationUrl: string | undefined
  /** In milliseconds; documented at `DatabaseLimits` of packages/db. */
  databaseLimits: { connectMs: number; acquireMs: number; lockMs: number; statementMs: number; idleInTransactionMs: number }
  redisUrl: string | undefined
  dataDir: string
  role: Values['ROLE']
  /** How long the server keeps serving after SIGTERM while it reports not ready, so that load balancers can stop routing to it. */
  drainMs: number
  /** Maximum open sockets per person, and subscriptions per socket. */
  sockets: { perPerson: number; subscriptions: number }
  /** The deadline by which a request has arrived completely. */
  requestTimeoutMs: number
  /** How many attempts an event gets before it is parked. */
  eventTries: number
  seedDemo: boolean
  logLevel: Values['LOG_LEVEL']
  /** Telemetry settings (`TelemetryConfig` of packages/runtime). */
  telemetry: {
    serviceName: string
    prometheus: { port: number; host: string } | undefined
    otlp:
      | {
          endpoint: string
          headers: Record<string, string>
          timeoutMs: number
          metricIntervalMs: number
          spanDelayMs: number
          sampleRatio: number
        }
      | undefined
  }
  /** Allowed cross-origin callers. Includes the origin of PUBLIC_URL. */
  allowedOrigins: string[]
  isProduction: boolean
  /** The API's addresses without `/v1` are served until then. */
  oldRoutesSunset: Date
  /** The public URL of the site, without a trailing slash. */
  publicUrl: string
  /** How many proxies in front of the server are trusted to report the client's address. */
  trustedProxies: number
  /** The first key signs; all of them verify. Empty when the server has to generate its own. */
  tokenKeys: { kid: string; secret: string }[]
  github: { clientId: string; clientSecret: string; baseUrl: string; apiUrl: string } | undefined
  mail: { smtpUrl: string | undefined; sendgridApiKey: string | undefined; sendgridApiUrl: string; from: string }
  /** Seller, number prefix, tax rate in percent (prices include the tax), and the IANA time zone of the dates on invoices. */
  invoices: { seller: { name: string; address: string[]; taxId: string | null }; prefix: string; taxRate: string; timeZone: string }
  /** Undefined: Slack is off. */
  slack: { botToken: string; signingSecret: string; channel: string | undefined; apiBase: string } | undefined
  discord: { botToken: string; publicKey: string; channel: string | undefined; apiBase: string } | undefined
  /** Undefined: the embedded provider with test cards is used. */
  stripe: { secretKey: string; webhookSecret: string; apiBase: string } | undefined
  /** The S3 bucket that stores files. Undefined: a local directory is used. */
  s3: { bucket: string; region: string; endpoint: string | undefined; credentials: { accessKeyId: string; secretAccessKey: string } | undefined } | undefined
  model: {
    name: string | undefined
    anthropicApiKey: string | undefined
    openaiApiKey: string | undefined
    googleApiKey: string | undefined
    paceMs: number
  }
  jobs: { leaseMs: number; concurrency: number; retrySeconds: number }
  /**
   * Limits of what people may create. Documents count while they are rendered or queued; sign-ups per hour, wrong passwords per minute,
   * new organizations and invitations per 24 hours.
   */
  limits: {
    ownedOrganizations: number
    organizationsPerDay: number
    documentsPerOrganization: number
    signUpsPerAddress: number
    passwordTriesPerAddress: number
    invitations: { perPerson: number; perOrganization: number; perAddress: number }
  }
}

/** The environment is missing or has invalid variables. The message lists all of them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const pairs = {
  GitHub: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  Stripe: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  S3: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  Slack: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
  Discord: ['DISCORD_BOT_TOKEN', 'DISCORD_PUBLIC_KEY'],
}

/** Variables that are only valid as a pair: one line for each whose other half is missing. */
const halves = (given: Record<string, string | undefined>): string[] =>
  Object.entries(pairs).flatMap(([service, pair]) => {
    const missing = pair.filter((name) => given[name] === undefined)
    return missing.length === 1 ? missing.map((name) => `  ${name}: ${service} needs both ${pair.join(' and ')}`) : []
  })

/** A lock wait longer than the acquire timeout would exhaust the connection pool before the lock gives up. */
const lockMistakes = ({ DATABASE_LOCK_TIMEOUT_MS: lock, DATABASE_ACQUIRE_TIMEOUT_MS: acquire }: Values): string[] =>
  lock < acquire ? [] : [`  DATABASE_LOCK_TIMEOUT_MS: shorter than DATABASE_ACQUIRE_TIMEOUT_MS, which is ${acquire}`]

const telemetryOf = (values: Values): Config['telemetry'] => ({
  serviceName: values.OTEL_SERVICE_NAME,
  prometheus: values.METRICS_PORT === 0 ? undefined : { port: values.METRICS_PORT, host: values.METRICS_HOST },
  otlp: values.OTEL_EXPORTER_OTLP_ENDPOINT
    ? {
        endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
        headers: values.OTEL_EXPORTER_OTLP_HEADERS,
        timeoutMs: values.OTEL_EXPORTER_OTLP_TIMEOUT,
        metricIntervalMs: values.OTEL_METRIC_EXPORT_INTERVAL,
        spanDelayMs: values.OTEL_BSP_SCHEDULE_DELAY,
        sampleRatio: values.OTEL_TRACES_SAMPLER_ARG,
      }
    : undefined,
})

/** Reads the environment. An empty value counts as unset. Throws `ConfigError` with every mistake at once. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const schemas = Object.fromEntries(Object.entries(variables).map(([name, { schema }]) => [name, schema]))
  const parsed = z.object(schemas).safeParse(given)
  const mistakes = parsed.error?.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`) ?? []
  const lines = [...mistakes, ...halves(given), ...(parsed.success ? lockMistakes(parsed.data as Values) : [])]
  if (lines.length > 0) throw new ConfigError(`These variables need attention:\n${lines.join('\n')}`)
  const values = parsed.data as Values
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`
  return {
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? join(values.PANTHEON_DATA_DIR, 'pantheon.db'),
    databaseMigrationUrl: values.DATABASE_MIGRATION_URL,
    databaseLimits: {
      connectMs: values.DATABASE_CONNECT_TIMEOUT_MS,
      acquireMs: values.DATABASE_ACQUIRE_TIMEOUT_MS,
      lockMs: values.DATABASE_LOCK_TIMEOUT_MS,
      statementMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
      idleInTransactionMs: values.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
    redisUrl: values.REDIS_URL,
    dataDir: values.PANTHEON_DATA_DIR,
    role: values.ROLE,
    drainMs: (values.SHUTDOWN_DRAIN_SECONDS ?? (env.NODE_ENV === 'production' ? 5 : 0)) * 1000,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    sockets: { perPerson: values.SOCKETS_PER_PERSON, subscriptions: values.SUBSCRIPTIONS_PER_SOCKET },
    eventTries: values.EVENT_TRIES,
    seedDemo: values.SEED_DEMO,
    logLevel: values.LOG_LEVEL,
    telemetry: telemetryOf(values),
    allowedOrigins: [...values.ALLOWED_ORIGINS, new URL(publicUrl).origin],
    isProduction: env.NODE_ENV === 'production',
    oldRoutesSunset: new Date(`${values.OLD_ROUTES_SUNSET}T23:59:59Z`),
    publicUrl,
    trustedProxies: values.TRUSTED_PROXIES,
    tokenKeys: values.TOKEN_KEYS,
    github:
      values.GITHUB_CLIENT_ID && values.GITHUB_CLIENT_SECRET
        ? {
            clientId: values.GITHUB_CLIENT_ID,
            clientSecret: values.GITHUB_CLIENT_SECRET,
            baseUrl: values.GITHUB_BASE_URL,
            apiUrl: values.GITHUB_API_URL,
          }
        : undefined,
    mail: {
      smtpUrl: values.SMTP_URL,
      sendgridApiKey: values.SENDGRID_API_KEY,
      sendgridApiUrl: values.SENDGRID_API_URL,
      from: values.MAIL_FROM,
    },
    invoices: {
      seller: { name: values.INVOICE_SELLER[0] ?? '', address: values.INVOICE_SELLER.slice(1), taxId: values.INVOICE_TAX_ID ?? null },
      prefix: values.INVOICE_PREFIX,
      taxRate: values.INVOICE_TAX_RATE,
      timeZone: values.INVOICE_TIME_ZONE,
    },
    slack:
      values.SLACK_BOT_TOKEN && values.SLACK_SIGNING_SECRET
        ? {
            botToken: values.SLACK_BOT_TOKEN,
            signingSecret: values.SLACK_SIGNING_SECRET,
            channel: values.SLACK_CHANNEL,
            apiBase: values.SLACK_API_BASE,
          }
        : undefined,
    discord:
      values.DISCORD_BOT_TOKEN && values.DISCORD_PUBLIC_KEY
        ? {
            botToken: values.DISCORD_BOT_TOKEN,
            publicKey: values.DISCORD_PUBLIC_KEY,
            channel: values.DISCORD_CHANNEL,
            apiBase: values.DISCORD_API_BASE,
          }
        : undefined,
    stripe:
      values.STRIPE_SECRET_KEY && values.STRIPE_WEBHOOK_SECRET
        ? { secretKey: values.STRIPE_SECRET_KEY, webhookSecret: values.STRIPE_WEBHOOK_SECRET, apiBase: values.STRIPE_API_BASE }
        : undefined,
    s3: values.S3_BUCKET
      ? {
          bucket: values.S3_BUCKET,
          region: values.S3_REGION,
          endpoint: values.S3_ENDPOINT,
          credentials:
            values.S3_ACCESS_KEY_ID && values.S3_SECRET_ACCESS_KEY
              ? { accessKeyId: values.S3_ACCESS_KEY_ID, secretAccessKey: values.S3_SECRET_ACCESS_KEY }
              : undefined,
        }
      : undefined,
    model: {
      name: values.MODEL,
      anthropicApiKey: values.ANTHROPIC_API_KEY,
      openaiApiKey: values.OPENAI_API_KEY,
      googleApiKey: values.GOOGLE_GENERATIVE_AI_API_KEY,
      paceMs: values.OFFLINE_PACE_MS,
    },
    jobs: { leaseMs: values.JOB_LEASE_SECONDS * 1000, concurrency: values.JOB_CONCURRENCY, retrySeconds: values.JOB_RETRY_SECONDS },
    limits: {
      ownedOrganizations: values.ORGANIZATIONS_PER_PERSON,
      organizationsPerDay: values.ORGANIZATIONS_PER_DAY,
      documentsPerOrganization: values.DOCUMENTS_PER_ORGANIZATION,
      signUpsPerAddress: values.SIGN_UPS_PER_ADDRESS ?? (env.NODE_ENV === 'production' ? 20 : 1000),
      passwordTriesPerAddress: values.PASSWORD_TRIES_PER_ADDRESS,
      invitations: {
        perPerson: values.INVITATIONS_PER_PERSON,
        perOrganization: values.INVITATIONS_PER_ORGANIZATION,
        perAddress: values.INVITATIONS_PER_ADDRESS,
      },
    },
  }
}
