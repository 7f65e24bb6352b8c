import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true')
const whole = (min: number, max: number) => z.string().regex(/^\d+$/, 'A whole number').transform(Number).pipe(z.number().min(min).max(max))

interface Variable<T extends z.ZodType> {
  schema: T
  /** What it does, for `.env.example`. */
  help: string
  /** What holds without it, in words. */
  unset: string
  isSecret?: true
}
const variable = <T extends z.ZodType>(schema: T, help: string, unset: string, isSecret?: true): Variable<T> => ({
  schema,
  help,
  unset,
  ...(isSecret && { isSecret }),
})

/** Every variable the server reads. */
export const variables = {
  PORT: variable(whole(0, 65_535).default(8787), 'Where the server listens.', '8787'),
  DATABASE_URL: variable(z.string().min(1).optional(), 'postgres://… for PostgreSQL, or the path of a SQLite file.', 'pantheon.db in the data folder'),
  PANTHEON_DATA_DIR: variable(z.string().min(1).default('.data'), 'The data folder: the SQLite file and the demo accounts.', '.data'),
  ROLE: variable(z.enum(['all', 'api', 'worker']).default('all'), 'api answers requests, worker runs jobs and settles payments, all does both.', 'all'),
  SEED_DEMO: variable(flag.default(false), '1 fills the catalogue and makes the two demo accounts.', '1 in development, 0 in production'),
  LOG_LEVEL: variable(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), 'How much is logged, as JSON lines.', 'info'),
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
    "More origins whose pages may write, comma-separated; the server's own always may.",
    'none',
  ),
  MODEL: variable(
    z
      .string()
      .regex(/^(anthropic|openai|google)\/.+$/, 'provider/name')
      .optional(),
    'Which model writes, as provider/name (anthropic, openai, google).',
    'the provider with a key, else the offline composer',
  ),
  ANTHROPIC_API_KEY: variable(z.string().min(1).optional(), "Lets Anthropic's models write.", 'the offline composer writes drafts', true),
  OPENAI_API_KEY: variable(z.string().min(1).optional(), "Lets OpenAI's models write.", 'the offline composer writes drafts', true),
  GOOGLE_GENERATIVE_AI_API_KEY: variable(z.string().min(1).optional(), "Lets Google's models write.", 'the offline composer writes drafts', true),
  OFFLINE_PACE_MS: variable(whole(0, 60_000).default(600), 'How long the offline composer takes over each part, so that its progress can be watched.', '600'),
  JOB_LEASE_SECONDS: variable(whole(1, 3600).default(15), 'How long a silent worker keeps its jobs before another takes them.', '15'),
  JOB_CONCURRENCY: variable(whole(1, 100).default(4), 'How many jobs one worker runs at once.', '4'),
} satisfies Record<string, Variable<z.ZodType>>
export type VariableName = keyof typeof variables
