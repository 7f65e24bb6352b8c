import { TimeZone } from '@pantheon/contract'
import { z } from 'zod'
import { otlpHeaders } from './otlp-headers.ts'

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true')
const whole = (min: number, max: number) => z.string().regex(/^\d+$/, 'A whole number').transform(Number).pipe(z.number().min(min).max(max))

const milliseconds = (min: number) => whole(min, 3_600_000)

const address = (protocol: RegExp, message: string) => z.string().refine((text) => URL.canParse(text) && protocol.test(text), message)
/** A base URL. Paths are appended to it, so trailing slashes are removed. */
const base = () => address(/^https?:\/\/[^?#]+$/, 'An http or https address').transform((text) => text.replace(/\/+$/, ''))

/** The key that signs tokens, and older keys that still verify. The messages must not contain the input, which is secret. */
const tokenKeys = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.trim().match(/^([\w-]{1,64}):(.{32,})$/)))
  .refine((keys) => keys.every((key) => key !== null), 'kid:secret pairs, comma-separated; a secret has at least 32 characters')
  .transform((keys) => keys.flatMap((key) => (key ? [{ kid: key[1] ?? '', secret: key[2] ?? '' }] : [])))
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'Each kid once')

interface Variable<T extends z.ZodType> {
  schema: T
  /** What it does, for `.env.example`. */
  help: string
  /** The default, in words. */
  unset: string
  isSecret?: true
}
const variable = <T extends z.ZodType>(schema: T, help: string, unset: string, isSecret?: true): Variable<T> => ({
  schema,
  help,
  unset,
  ...(isSecret && { isSecret }),
})

/** Every environment variable the server reads. */
export const variables = {
  PORT: variable(whole(0, 65_535).default(8787), 'Where the server listens.', '8787'),
  DATABASE_URL: variable(z.string().min(1).optional(), 'postgres://… for PostgreSQL, or the path of a SQLite file.', 'pantheon.db in the data folder'),
  DATABASE_MIGRATION_URL: variable(
    address(/^postgres(ql)?:\/\//, 'A postgres:// address').optional(),
    'The same PostgreSQL database with the login of the owner of its tables: runs migrations at start, so that DATABASE_URL can be a role that owns nothing.',
    'DATABASE_URL does both',
  ),
  DATABASE_CONNECT_TIMEOUT_MS: variable(milliseconds(100).default(3000), 'How long a new connection to PostgreSQL may take, in milliseconds.', '3000'),
  DATABASE_ACQUIRE_TIMEOUT_MS: variable(
    milliseconds(100).default(5000),
    'How long a request waits for a connection to PostgreSQL, or for the write lock of SQLite, before it is answered 503, in milliseconds.',
    '5000',
  ),
  DATABASE_LOCK_TIMEOUT_MS: variable(
    milliseconds(50).default(2000),
    'How long a statement waits for a row that another transaction has locked, in milliseconds; shorter than DATABASE_ACQUIRE_TIMEOUT_MS.',
    '2000',
  ),
  DATABASE_STATEMENT_TIMEOUT_MS: variable(
    milliseconds(100).default(10_000),
    'How long one statement may take, in milliseconds. A connection without an answer a second later is closed.',
    '10000',
  ),
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: variable(
    milliseconds(100).default(10_000),
    'How long a transaction may be idle before it is rolled back, in milliseconds: the locks of a suspended process are released after it.',
    '10000',
  ),
  REDIS_URL: variable(
    address(/^rediss?:\/\//, 'A redis:// or rediss:// address').optional(),
    'redis:// or rediss://…: lets several servers share rate limits and invalidate cached rights at once.',
    'each server counts separately, and reads rights from the database',
  ),
  PANTHEON_DATA_DIR: variable(z.string().min(1).default('.data'), 'The data folder of one shop: the SQLite file, demo accounts and pictures.', '.data'),
  ROLE: variable(z.enum(['all', 'api', 'worker']).default('all'), 'api answers requests, worker runs jobs and settles payments, all does both.', 'all'),
  SHUTDOWN_DRAIN_SECONDS: variable(
    whole(0, 300).optional(),
    'How long the server continues to serve after SIGTERM while /readyz answers 503, so that load balancers stop sending requests. Then requests in flight have up to 20 seconds.',
    '5 in production, 0 in development',
  ),
  EVENT_TRIES: variable(whole(1, 20).default(8), 'How many times a failing event is tried, with growing delays, before it is parked for an operator.', '8'),
  REQUEST_TIMEOUT_MS: variable(
    milliseconds(100).default(30_000),
    'How long a request may take to arrive completely, in milliseconds; then it is answered 408 and its connection is closed.',
    '30000',
  ),
  SOCKETS_PER_PERSON: variable(whole(1, 1000).default(20), 'How many sockets (/ws) one user may have open at this server at once.', '20'),
  SUBSCRIPTIONS_PER_SOCKET: variable(whole(1, 1000).default(8), 'How many subscriptions one socket may have at once.', '8'),
  SEED_DEMO: variable(flag.default(false), '1 fills the catalogue and creates the two demo accounts.', '1 in development, 0 in production'),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), 'The lowest level that is logged, as JSON lines.', 'info'),
  METRICS_PORT: variable(
    whole(0, 65_535).default(0),
    'The port of /metrics for Prometheus: a separate port for each process, which only Prometheus should reach.',
    'metrics are not offered',
  ),
  METRICS_HOST: variable(
    z
      .string()
      .regex(/^[\w.:-]+$/, 'A name or an address of this machine')
      .default('127.0.0.1'),
    'The address that METRICS_PORT listens on.',
    '127.0.0.1',
  ),
  OTEL_SERVICE_NAME: variable(z.string().min(1).default('pantheon'), 'The name of the server in metrics and traces.', 'pantheon'),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(
    base().optional(),
    'An OpenTelemetry collector that accepts OTLP over HTTP, like http://localhost:4318: traces and metrics are sent there.',
    'nothing is sent',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: variable(otlpHeaders, 'Headers of requests to the collector, as key=value, comma-separated.', 'none', true),
  OTEL_EXPORTER_OTLP_TIMEOUT: variable(milliseconds(1).default(10_000), 'How long one export may take, in milliseconds.', '10000'),
  OTEL_METRIC_EXPORT_INTERVAL: variable(milliseconds(10).default(60_000), 'How often metrics are sent, in milliseconds.', '60000'),
  OTEL_BSP_SCHEDULE_DELAY: variable(milliseconds(1).default(5000), 'How long spans are collected into one batch, in milliseconds.', '5000'),
  OTEL_TRACES_SAMPLER_ARG: variable(
    z
      .string()
      .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'A part from 0 to 1')
      .default('1')
      .transform(Number),
    'The fraction of requests that is traced, from 0 to 1.',
    '1: all of them',
  ),
  ALLOWED_ORIGINS: variable(
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((o) => o.trim())
          .filter(Boolean),
      ),
    "Other origins whose pages may send requests with their visitors' cookies, comma-separated; PUBLIC_URL's and the server's own always may.",
    'none',
  ),
  OLD_ROUTES_SUNSET: variable(
    z.iso.date('A date like 2027-12-31').default('2027-12-31'),
    'The last day (UTC) on which API paths without /v1 are answered; also their Sunset header.',
    '2027-12-31',
  ),
  PUBLIC_URL: variable(
    base().optional(),
    "The public address of the site: its pages may write, and links in mails and GitHub's callback URL start with it.",
    'http://localhost and the port',
  ),
  TRUSTED_PROXIES: variable(
    whole(0, 10).default(0),
    'How many proxies are in front of the server and set X-Forwarded-For and X-Forwarded-Proto, 0 to 10.',
    '0: the address of the connection is used',
  ),
  TOKEN_KEYS: variable(
    tokenKeys.default([]),
    'Keys of access tokens, as kid:secret, comma-separated, at least 32 characters a secret. The first signs, all are accepted; an old one stays for the checkpoints of the audit log that it signed. Several servers need the same keys.',
    'a key that the server generates',
    true,
  ),
  INVOICE_SELLER: variable(
    z
      .string()
      .min(1)
      .default('AIFactory')
      .transform((text) => text.split('|').map((line) => line.trim())),
    'The seller on invoices: the name, then the lines of the address, separated by |.',
    'AIFactory',
  ),
  INVOICE_PREFIX: variable(
    z
      .string()
      .regex(/^[A-Za-z0-9]{1,12}$/, 'One to twelve letters and digits, like INV')
      .default('INV'),
    'The prefix of the numbers of invoices and credit notes: INV for INV-2026-000123. They count up from 1 in each year.',
    'INV',
  ),
  INVOICE_TAX_ID: variable(z.string().min(1).optional(), "The seller's tax number, for invoices.", 'invoices show none'),
  INVOICE_TAX_RATE: variable(
    z
      .string()
      .regex(/^\d{1,2}(\.\d{1,2})?$/, 'A percentage like 10 or 7.5')
      .default('10'),
    'The tax included in prices, in percent.',
    '10',
  ),
  INVOICE_TIME_ZONE: variable(TimeZone.default('UTC'), "The seller's time zone: it determines the dates on invoices, and the year in their numbers.", 'UTC'),
  ORGANIZATIONS_PER_PERSON: variable(whole(1, 10_000).default(5), 'How many organizations one user may own.', '5'),
  ORGANIZATIONS_PER_DAY: variable(whole(1, 100_000).default(10), 'How many organizations one user may create in 24 hours, including deleted ones.', '10'),
  DOCUMENTS_PER_ORGANIZATION: variable(
    whole(1, 1000).default(2),
    'How many PDFs of one organization may be rendered or queued at once, and how many exported files.',
    '2',
  ),
  SIGN_UPS_PER_ADDRESS: variable(
    whole(1, 1_000_000).optional(),
    'How many accounts may be created from one network address in an hour; resent verification mails count too.',
    '20 in production, 1000 in development',
  ),
  PASSWORD_TRIES_PER_ADDRESS: variable(
    whole(5, 1_000_000).default(60),
    'How many wrong passwords one network address may send in a minute, for all accounts together; for one account it is 5.',
    '60',
  ),
  INVITATIONS_PER_PERSON: variable(whole(0, 100_000).default(20), 'How many invitations one user may send in 24 hours.', '20'),
  INVITATIONS_PER_ORGANIZATION: variable(whole(0, 100_000).default(50), 'How many invitations one organization may send in 24 hours.', '50'),
  INVITATIONS_PER_ADDRESS: variable(whole(0, 100_000).default(50), 'How many invitations may be sent from one network address in 24 hours.', '50'),
  GITHUB_CLIENT_ID: variable(z.string().min(1).optional(), 'With GITHUB_CLIENT_SECRET: lets users sign in with GitHub.', 'GitHub is not offered'),
  GITHUB_CLIENT_SECRET: variable(z.string().min(1).optional(), 'The secret of the OAuth app that GITHUB_CLIENT_ID names.', 'GitHub is not offered', true),
  GITHUB_BASE_URL: variable(base().default('https://github.com'), "The address of GitHub's sign-in, for GitHub Enterprise.", 'https://github.com'),
  GITHUB_API_URL: variable(base().default('https://api.github.com'), "The address of GitHub's API, for GitHub Enterprise.", 'https://api.github.com'),
  SMTP_URL: variable(
    address(/^smtps?:\/\//, 'An smtp:// or smtps:// address').optional(),
    'smtp:// or smtps://user:password@host:port: sends mail. Takes precedence over SENDGRID_API_KEY.',
    'SendGrid when it has a key, else mail stays on the outbox page',
    true,
  ),
  SENDGRID_API_KEY: variable(z.string().min(1).optional(), 'Sends mail through SendGrid.', 'mail stays on the outbox page', true),
  SENDGRID_API_URL: variable(base().default('https://api.sendgrid.com'), "The address of SendGrid's API.", 'https://api.sendgrid.com'),
  MAIL_FROM: variable(
    z
      .string()
      .regex(/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'Name <address>')
      .default('Pantheon <no-reply@pantheon.local>'),
    'The sender of mails, as Name <address>.',
    'Pantheon <no-reply@pantheon.local>',
  ),
  S3_BUCKET: variable(
    z.string().min(3).max(63).optional(),
    'Stores pictures in this bucket of S3 or a compatible store, under products/. Only one shop may use that prefix: pictures that none of its products uses are removed after a day.',
    'a folder in the data folder',
  ),
  S3_REGION: variable(
    z
      .string()
      .regex(/^[a-z0-9-]+$/, 'A region like ap-northeast-1')
      .default('us-east-1'),
    'The region of the bucket.',
    'us-east-1',
  ),
  S3_ENDPOINT: variable(base().optional(), 'Another S3-compatible store, such as MinIO.', "Amazon's"),
  S3_ACCESS_KEY_ID: variable(
    z.string().min(1).optional(),
    'With S3_SECRET_ACCESS_KEY: the key that may read and write the bucket.',
    "the machine's own role",
    true,
  ),
  S3_SECRET_ACCESS_KEY: variable(z.string().min(1).optional(), 'The secret of S3_ACCESS_KEY_ID.', "the machine's own role", true),
  STRIPE_SECRET_KEY: variable(
    z
      .string()
      .regex(/^[rs]k_(test|live)_\w+$/, 'A secret or restricted key: sk_…')
      .optional(),
    'With STRIPE_WEBHOOK_SECRET: accepts payments through Stripe; a key of its test mode (sk_test_…) moves no money.',
    'the embedded provider takes test cards only',
    true,
  ),
  STRIPE_WEBHOOK_SECRET: variable(
    z
      .string()
      .regex(/^whsec_\S+$/, 'A signing secret: whsec_…')
      .optional(),
    'The signing secret of the webhook endpoint: PUBLIC_URL and /api/v1/payments/webhook.',
    'the embedded provider takes test cards only',
    true,
  ),
  STRIPE_API_BASE: variable(base().default('https://api.stripe.com'), "The address of Stripe's API, for tests.", 'https://api.stripe.com'),
  SLACK_BOT_TOKEN: variable(
    z.string().min(1).optional(),
    'With SLACK_SIGNING_SECRET: the bot token (xoxb-…) for approval requests in Slack.',
    'Slack is not offered',
    true,
  ),
  SLACK_SIGNING_SECRET: variable(
    z.string().min(1).optional(),
    "Slack's signing secret; Slack sends interactions to /api/v1/chat/slack/interactions.",
    'Slack is not offered',
    true,
  ),
  SLACK_CHANNEL: variable(
    z.string().min(1).optional(),
    'The id of the Slack channel in which every approval request is posted.',
    'only users who linked their account get messages',
  ),
  SLACK_API_BASE: variable(base().default('https://slack.com/api'), "The address of Slack's Web API.", 'https://slack.com/api'),
  DISCORD_BOT_TOKEN: variable(
    z.string().min(1).optional(),
    'With DISCORD_PUBLIC_KEY: the bot token for approval requests in Discord.',
    'Discord is not offered',
    true,
  ),
  DISCORD_PUBLIC_KEY: variable(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal digits')
      .optional(),
    "The application's public key; Discord sends interactions to /api/v1/chat/discord/interactions.",
    'Discord is not offered',
  ),
  DISCORD_CHANNEL: variable(
    z.string().min(1).optional(),
    'The id of the Discord channel in which every approval request is posted.',
    'only users who linked their account get messages',
  ),
  DISCORD_API_BASE: variable(base().default('https://discord.com/api/v10'), "The address of Discord's API.", 'https://discord.com/api/v10'),
  MODEL: variable(
    z
      .string()
      .regex(/^(anthropic|openai|google)\/.+$/, 'provider/name')
      .optional(),
    'The model that writes, as provider/name (anthropic, openai, google).',
    'the provider with a key, else the offline composer',
  ),
  ANTHROPIC_API_KEY: variable(z.string().min(1).optional(), "Enables Anthropic's models.", 'the offline composer writes drafts', true),
  OPENAI_API_KEY: variable(z.string().min(1).optional(), "Enables OpenAI's models.", 'the offline composer writes drafts', true),
  GOOGLE_GENERATIVE_AI_API_KEY: variable(z.string().min(1).optional(), "Enables Google's models.", 'the offline composer writes drafts', true),
  OFFLINE_PACE_MS: variable(
    whole(0, 60_000).default(600),
    'How long the offline composer takes for each part, in milliseconds, so that its progress can be watched.',
    '600',
  ),
  JOB_LEASE_SECONDS: variable(whole(1, 3600).default(15), 'How long an unresponsive worker keeps its jobs before another takes them over, in seconds.', '15'),
  JOB_RETRY_SECONDS: variable(
    whole(0, 60).default(1),
    'How long after its first failure a job is retried, in seconds; each further delay is twice as long.',
    '1',
  ),
  JOB_CONCURRENCY: variable(whole(1, 100).default(4), 'How many jobs one worker runs at once.', '4'),
} satisfies Record<string, Variable<z.ZodType>>
export type VariableName = keyof typeof variables
