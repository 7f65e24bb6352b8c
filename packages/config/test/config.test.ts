import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, envExample, readConfig } from '../src/index.ts'

describe('Configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ port: 8787, databaseUrl: '.data/pantheon.db', role: 'all', seedDemo: false, logLevel: 'info', isProduction: false })
  })
  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8787, databaseUrl: '.data/pantheon.db' })
  })
  it('reads what it is given', () => {
    const env = {
      PORT: '9000',
      DATABASE_URL: 'postgres://x/y',
      ROLE: 'worker',
      SEED_DEMO: '1',
      ALLOWED_ORIGINS: 'http://a:1, http://b:2',
      NODE_ENV: 'production',
    }
    expect(readConfig(env)).toMatchObject({
      port: 9000,
      databaseUrl: 'postgres://x/y',
      role: 'worker',
      seedDemo: true,
      allowedOrigins: ['http://a:1', 'http://b:2', 'http://localhost:9000'],
      isProduction: true,
    })
  })
  it('drains for five seconds in production and not at all in development, unless it is told', () => {
    expect(readConfig({}).drainMs).toBe(0)
    expect(readConfig({ NODE_ENV: 'production' }).drainMs).toBe(5000)
    expect(readConfig({ NODE_ENV: 'production', SHUTDOWN_DRAIN_SECONDS: '20' }).drainMs).toBe(20_000)
    expect(() => readConfig({ SHUTDOWN_DRAIN_SECONDS: '301' })).toThrow(/SHUTDOWN_DRAIN_SECONDS/)
  })
  it('has a lock given up before a connection is', () => {
    expect(() => readConfig({ DATABASE_LOCK_TIMEOUT_MS: '5000' })).toThrow(/DATABASE_LOCK_TIMEOUT_MS: shorter than DATABASE_ACQUIRE_TIMEOUT_MS/)
    expect(readConfig({ DATABASE_LOCK_TIMEOUT_MS: '5000', DATABASE_ACQUIRE_TIMEOUT_MS: '5001' }).databaseLimits).toMatchObject({
      lockMs: 5000,
      acquireMs: 5001,
    })
  })
  it('measures for nobody unless it is told for whom', () => {
    expect(readConfig({}).telemetry).toEqual({ serviceName: 'pantheon', prometheus: undefined, otlp: undefined })
    expect(readConfig({ METRICS_PORT: '0' }).telemetry.prometheus).toBeUndefined()
    expect(readConfig({ METRICS_PORT: '9464' }).telemetry.prometheus).toEqual({ port: 9464, host: '127.0.0.1' })
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/', OTEL_EXPORTER_OTLP_HEADERS: 'a=b%20c=, x-key = d', OTEL_TRACES_SAMPLER_ARG: '0.25' }
    expect(readConfig(env).telemetry.otlp).toEqual({
      endpoint: 'http://collector:4318',
      headers: { a: 'b c=', 'x-key': 'd' },
      sampleRatio: 0.25,
      timeoutMs: 10_000,
      metricIntervalMs: 60_000,
      spanDelayMs: 5000,
    })
    for (const headers of ['secret', '=secret', 'a=%secret', 'a=secret%0a', 'a b=secret']) {
      const read = () => readConfig({ OTEL_EXPORTER_OTLP_HEADERS: headers })
      expect(read).toThrow(/OTEL_EXPORTER_OTLP_HEADERS: key=value pairs/)
      expect(read).not.toThrow(/secret/)
    }
    expect(() => readConfig({ OTEL_TRACES_SAMPLER_ARG: '1.5' })).toThrow(/OTEL_TRACES_SAMPLER_ARG/)
  })
  it('says until when the old addresses are answered', () => {
    expect(readConfig({}).oldRoutesSunset).toEqual(new Date('2027-12-31T23:59:59Z'))
    expect(readConfig({ OLD_ROUTES_SUNSET: '2028-02-29' }).oldRoutesSunset).toEqual(new Date('2028-02-29T23:59:59Z'))
    expect(() => readConfig({ OLD_ROUTES_SUNSET: '2027-02-29' })).toThrow(/OLD_ROUTES_SUNSET/)
  })
  it('lists every mistake at once', () => {
    const read = () => readConfig({ PORT: 'eight', ROLE: 'boss', MODEL: 'gpt' })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/PORT[\s\S]*ROLE[\s\S]*MODEL/)
  })
  it('keeps files in a bucket when there is one, with keys in pairs', () => {
    expect(readConfig({}).s3).toBeUndefined()
    expect(readConfig({ S3_BUCKET: 'shop' }).s3).toEqual({ bucket: 'shop', region: 'us-east-1', endpoint: undefined, credentials: undefined })
    const env = { S3_BUCKET: 'shop', S3_ENDPOINT: 'http://minio:9000/', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }
    expect(readConfig(env).s3).toMatchObject({ endpoint: 'http://minio:9000', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
    expect(() => readConfig({ S3_ACCESS_KEY_ID: 'a' })).toThrow(/S3_ACCESS_KEY_ID|S3_SECRET_ACCESS_KEY/)
  })
  it('says where people reach the site, without a slash at the end', () => {
    expect(readConfig({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000')
    expect(readConfig({ PUBLIC_URL: 'https://pantheon.test/' }).publicUrl).toBe('https://pantheon.test')
    expect(readConfig({ PUBLIC_URL: 'https://pantheon.test/', ALLOWED_ORIGINS: 'https://a.test' }).allowedOrigins).toEqual([
      'https://a.test',
      'https://pantheon.test',
    ])
    // Also where nobody said it: a proxy before the server may write another Host.
    expect(readConfig({ PORT: '9000' }).allowedOrigins).toEqual(['http://localhost:9000'])
    expect(() => readConfig({ PUBLIC_URL: 'pantheon.test' })).toThrow(/PUBLIC_URL/)
    expect(() => readConfig({ PUBLIC_URL: 'javascript:alert(1)' })).toThrow(/PUBLIC_URL/)
  })
  it('believes no proxy unless it is told how many there are', () => {
    expect(readConfig({}).trustedProxies).toBe(0)
    expect(readConfig({ TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2)
    expect(() => readConfig({ TRUSTED_PROXIES: '11' })).toThrow(/TRUSTED_PROXIES/)
  })
  it('reads the keys of tokens in their order, and never repeats a secret in a complaint', () => {
    const secret = 'a:secret=of/thirty-two+characters'
    const next = 'another-secret-of-more-than-32-characters'
    expect(readConfig({}).tokenKeys).toEqual([])
    expect(readConfig({ TOKEN_KEYS: `2026-11:${secret}, 2026-08:${next}` }).tokenKeys).toEqual([
      { kid: '2026-11', secret },
      { kid: '2026-08', secret: next },
    ])
    for (const wrong of [`a:${secret.slice(2)}`, secret.slice(2), `a:${secret},a:${next}`, `a:${secret},`]) {
      expect(() => readConfig({ TOKEN_KEYS: wrong })).toThrow(/TOKEN_KEYS/)
      expect(() => readConfig({ TOKEN_KEYS: wrong })).not.toThrow(/thirty/)
    }
  })
  it('wants both halves of GitHub or neither, and says so beside the other mistakes', () => {
    expect(readConfig({ GITHUB_API_URL: 'http://127.0.0.1:1' }).github).toBeUndefined()
    expect(readConfig({ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret', GITHUB_BASE_URL: 'https://git.test/' }).github).toEqual({
      clientId: 'id',
      clientSecret: 'secret',
      baseUrl: 'https://git.test',
      apiUrl: 'https://api.github.com',
    })
    expect(() => readConfig({ GITHUB_CLIENT_ID: 'id', PORT: 'eight' })).toThrow(/PORT[\s\S]*GITHUB_CLIENT_SECRET/)
    expect(() => readConfig({ GITHUB_CLIENT_SECRET: 'secret' })).toThrow(/GITHUB_CLIENT_ID/)
  })
  it('takes both secrets of Stripe or neither, and never repeats one in a complaint', () => {
    expect(readConfig({ STRIPE_API_BASE: 'http://127.0.0.1:1' }).stripe).toBeUndefined()
    expect(readConfig({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_API_BASE: 'http://127.0.0.1:4242/' }).stripe).toEqual({
      secretKey: 'sk_test_1',
      webhookSecret: 'whsec_1',
      apiBase: 'http://127.0.0.1:4242',
    })
    expect(() => readConfig({ STRIPE_SECRET_KEY: 'sk_test_1' })).toThrow(/STRIPE_WEBHOOK_SECRET: Stripe needs both/)
    expect(() => readConfig({ STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toThrow(/STRIPE_SECRET_KEY: Stripe needs both/)
    const swapped = () => readConfig({ STRIPE_SECRET_KEY: 'pk_live_published', STRIPE_WEBHOOK_SECRET: 'sk_live_hidden' })
    expect(swapped).toThrow(/STRIPE_SECRET_KEY[\s\S]*STRIPE_WEBHOOK_SECRET/)
    expect(swapped).not.toThrow(/published|hidden/)
  })
  it('leaves mail at home unless it is told where to bring it', () => {
    expect(readConfig({}).mail).toEqual({
      smtpUrl: undefined,
      sendgridApiKey: undefined,
      sendgridApiUrl: 'https://api.sendgrid.com',
      from: 'Pantheon <no-reply@pantheon.local>',
    })
    expect(readConfig({ SMTP_URL: 'smtps://u:p@mail.test:465', MAIL_FROM: 'us@pantheon.test' }).mail).toMatchObject({
      smtpUrl: 'smtps://u:p@mail.test:465',
      from: 'us@pantheon.test',
    })
    expect(() => readConfig({ SMTP_URL: 'https://mail.test', MAIL_FROM: 'Us <us@pantheon.test>\r\nBcc: them@x.test' })).toThrow(/SMTP_URL[\s\S]*MAIL_FROM/)
  })
  it('checks the addresses of Redis and of the role that migrates', () => {
    const env = { REDIS_URL: 'rediss://cache.test:6380/1', DATABASE_MIGRATION_URL: 'postgres://owner@db.test/pantheon' }
    expect(readConfig(env)).toMatchObject({ redisUrl: env.REDIS_URL, databaseMigrationUrl: env.DATABASE_MIGRATION_URL })
    expect(() => readConfig({ REDIS_URL: 'http://cache.test', DATABASE_MIGRATION_URL: 'pantheon.db' })).toThrow(/DATABASE_MIGRATION_URL[\s\S]*REDIS_URL/)
  })
  it('.env.example says the same', () => {
    expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample())
  })
})
