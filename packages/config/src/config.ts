import { join } from 'node:path'
import { z } from 'zod'
import { variables } from './variables.ts'

type Values = { [K in keyof typeof variables]: z.output<(typeof variables)[K]['schema']> }

/** Everything the server was told, typed. Made once at start. */
export interface Config {
  port: number
  databaseUrl: string
  dataDir: string
  role: Values['ROLE']
  seedDemo: boolean
  logLevel: Values['LOG_LEVEL']
  allowedOrigins: string[]
  isProduction: boolean
  model: {
    name: string | undefined
    anthropicApiKey: string | undefined
    openaiApiKey: string | undefined
    googleApiKey: string | undefined
    paceMs: number
  }
  jobs: { leaseMs: number; concurrency: number }
}

/** The environment does not say what the server needs to know. The message lists every mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment. An empty value counts as unset. Throws `ConfigError` with every mistake at once. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const schemas = Object.fromEntries(Object.entries(variables).map(([name, { schema }]) => [name, schema]))
  const parsed = z.object(schemas).safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These variables need attention:\n${lines.join('\n')}`)
  }
  const values = parsed.data as Values
  return {
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? join(values.PANTHEON_DATA_DIR, 'pantheon.db'),
    dataDir: values.PANTHEON_DATA_DIR,
    role: values.ROLE,
    seedDemo: values.SEED_DEMO,
    logLevel: values.LOG_LEVEL,
    allowedOrigins: values.ALLOWED_ORIGINS,
    isProduction: env.NODE_ENV === 'production',
    model: {
      name: values.MODEL,
      anthropicApiKey: values.ANTHROPIC_API_KEY,
      openaiApiKey: values.OPENAI_API_KEY,
      googleApiKey: values.GOOGLE_GENERATIVE_AI_API_KEY,
      paceMs: values.OFFLINE_PACE_MS,
    },
    jobs: { leaseMs: values.JOB_LEASE_SECONDS * 1000, concurrency: values.JOB_CONCURRENCY },
  }
}
