import { type Frame, packageOf, type Sample } from './profile.ts'

/** The parts of the work for a request. `work` is the use-case itself; `process` is the garbage collector and the event loop. */
export const parts = ['HTTP', 'tRPC', 'validation', 'auth', 'query', 'work', 'process'] as const
export type Part = (typeof parts)[number]

const ofPackage: Readonly<Record<string, Part>> = {
  hono: 'HTTP',
  '@hono/node-server': 'HTTP',
  pino: 'HTTP',
  'sonic-boom': 'HTTP',
  'on-exit-leak-free': 'HTTP',
  'apps/api': 'HTTP',
  '@trpc/server': 'tRPC',
  'packages/rpc': 'tRPC',
  zod: 'validation',
  'packages/contract': 'validation',
  'packages/auth': 'auth',
  lucia: 'auth',
  jose: 'auth',
  pg: 'query',
  'pg-pool': 'query',
  'pg-protocol': 'query',
  'pg-types': 'query',
  'postgres-array': 'query',
  'postgres-date': 'query',
  'drizzle-orm': 'query',
  'packages/db': 'query',
}

/** The parts of the baseline server, which is one file, by function. */
const ofBareServer: Readonly<Record<string, Part>> = {
  readSession: 'auth',
  run: 'query',
  list: 'work',
  get: 'work',
  place: 'work',
  toProduct: 'work',
  amount: 'work',
}

const ofNode = (module: string): Part | undefined => {
  if (/^node:(_http|http|internal\/http|url|internal\/url|querystring)/.test(module)) return 'HTTP'
  return undefined // sockets, streams, timers and the like are attributed to their caller
}

const partOf = ({ name, module }: Frame): Part | undefined => {
  if (module.startsWith('node:')) return ofNode(module)
  if (module === '') return undefined
  if (module.endsWith('bare-server.mjs')) return ofBareServer[name] ?? 'HTTP'
  if (module.endsWith('.repo.ts')) return 'query'
  return ofPackage[packageOf(module)] ?? 'work'
}

/** Each part's share of the busy time, including the time in Node and V8 that it causes. */
export const sharesOf = (samples: readonly Sample[]): Record<Part, number> => {
  const sums: Record<Part, number> = { HTTP: 0, tRPC: 0, validation: 0, auth: 0, query: 0, work: 0, process: 0 }
  let total = 0
  for (const { microseconds, stack } of samples) {
    const part = stack.map(partOf).find((known) => known !== undefined) ?? 'process'
    sums[part] += microseconds
    total += microseconds
  }
  for (const part of parts) sums[part] /= total || 1
  return sums
}
