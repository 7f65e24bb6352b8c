import { describe, expect, it } from 'vitest'
import { parseModule } from '../src/parse.ts'
import { type Rule, ruleNames, violationsOf } from '../src/rules.ts'

interface Plant {
  readonly path: string
  readonly source: string
}

const check = (...plants: readonly Plant[]) => violationsOf(plants.map(({ path, source }) => parseModule(path, source)))

const orders = 'packages/business/src/orders'

const planted: readonly (Plant & { readonly rule: Rule })[] = [
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "import { createJobs } from '@pantheon/agents'" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "import type { Job } from '@pantheon/agents'" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "export { createJobs } from '@pantheon/agents'" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "export * from '@pantheon/agents'" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "const agents = await import('@pantheon/agents')" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "type Job = import('@pantheon/agents').Job" },
  { rule: 'import-direction', path: `${orders}/place-order.ts`, source: "import type { GovernanceServices } from '@pantheon/governance'" },
  { rule: 'import-direction', path: 'packages/governance/src/approvals/announce.ts', source: "import { orderOfRefund } from '@pantheon/business'" },
  { rule: 'import-direction', path: 'packages/notifications/src/inbox/subjects.repo.ts', source: "import { findHolders } from '@pantheon/governance'" },
  { rule: 'import-direction', path: 'packages/kernel/src/clock.ts', source: "import { openDb } from '@pantheon/db'" },
  { rule: 'import-direction', path: 'packages/contract/src/money.ts', source: "import { fail } from '@pantheon/kernel'" },
  { rule: 'import-direction', path: `${orders}/refund.ts`, source: "import { stripe } from '@pantheon/adapters'" },
  { rule: 'import-direction', path: 'apps/aifactory/src/main.tsx', source: "import { createSystem } from '@pantheon/api'" },
  { rule: 'import-direction', path: 'packages/client/src/client.ts', source: "import type { AppRouter } from '@pantheon/api'" },
  { rule: 'import-direction', path: 'apps/aifactory/src/main.tsx', source: "import type { System } from '@pantheon/api'" },
  { rule: 'import-direction', path: 'apps/aifactory/src/main.tsx', source: "import { Rail } from '@pantheon/dashboard'" },
  { rule: 'import-direction', path: 'apps/pantheon/src/app/page.tsx', source: "import { allow } from '@pantheon/rpc'" },
  { rule: 'import-direction', path: 'packages/state/src/state.ts', source: "import type { AppRouter } from '@pantheon/api'" },
  { rule: 'import-direction', path: 'packages/db/src/pg.ts', source: "import { createScheduler } from '@pantheon/runtime'" },
  { rule: 'import-direction', path: 'packages/runtime/src/scheduler/scheduler.ts', source: "import { createMailbox } from '@pantheon/auth'" },
  { rule: 'import-direction', path: 'packages/client/src/client.ts', source: "import type { Schedule } from '@pantheon/runtime'" },
  { rule: 'package-boundary', path: `${orders}/place-order.ts`, source: "import { jobs } from '../../../agents/src/jobs/jobs.service.ts'" },
  { rule: 'package-boundary', path: `${orders}/place-order.ts`, source: "import { Money } from '@pantheon/contract/src/money.ts'" },
  { rule: 'testing-stays-in-tests', path: 'apps/api/src/system.ts', source: "import { testDatabase } from '@pantheon/db/testing'" },
  { rule: 'testing-stays-in-tests', path: 'apps/api/src/system.ts', source: "import { world } from './testing/world.ts'" },
  { rule: 'browser-safe', path: 'packages/client/src/links.ts', source: "import { readFile } from 'node:fs/promises'" },
  { rule: 'browser-safe', path: 'packages/client/src/links.ts', source: "import { initTRPC } from '@trpc/server'" },
  { rule: 'browser-safe', path: 'packages/ui/src/brand/Wordmark.tsx', source: "import { hash } from '@node-rs/argon2'" },
  { rule: 'contract-depends-on-zod', path: 'packages/contract/src/money.ts', source: "import { z } from 'zod'\nimport { v7 } from 'uuid'" },
  { rule: 'library-has-an-owner', path: `${orders}/orders.service.ts`, source: "import { eq } from 'drizzle-orm'" },
  { rule: 'library-has-an-owner', path: `${orders}/orders.service.ts`, source: "import { pgTable } from 'drizzle-orm/pg-core'" },
  { rule: 'library-has-an-owner', path: 'apps/api/src/system.ts', source: "const pg = require('pg')" },
  { rule: 'library-has-an-owner', path: 'packages/agents/src/course/write-course.ts', source: "import { generateObject } from 'ai'" },
  { rule: 'library-has-an-owner', path: 'packages/client/src/client.ts', source: "import { QueryClient } from '@tanstack/react-query'" },
  { rule: 'rpc-in-routers-only', path: `${orders}/orders.service.ts`, source: "import { allow } from '@pantheon/rpc'" },
  { rule: 'port-has-own-types', path: 'packages/business/src/payments/payments.port.ts', source: "import type { Stripe } from 'stripe'" },
  { rule: 'imports-are-literal', path: 'apps/api/src/system.ts', source: 'const name = "x"\nawait import(name)' },
  { rule: 'no-hidden-barrel', path: `${orders}/index.ts`, source: "export * from './order.ts'\nexport { place } from './place-order.ts'" },
  {
    rule: 'small-files',
    path: `${orders}/place-order.ts`,
    source: 'export const a = 1\n'.repeat(401).replaceAll(/\ba\b/g, () => `a${Math.random().toString(36).slice(2)}`),
  },
  { rule: 'lists-are-whole', path: `${orders}/orders.repo.ts`, source: 'export const list = (db) => db.select().from(orders).limit(500)' },
  { rule: 'lists-are-whole', path: `${orders}/orders.repo.ts`, source: 'const most = 200\nexport const list = (db) => db.select().from(orders).limit(most)' },
  { rule: 'time-is-injected', path: `${orders}/orders.service.ts`, source: 'export const at = new Date()' },
  { rule: 'time-is-injected', path: `${orders}/orders.service.ts`, source: 'export const at = Date.now() + 5' },
  { rule: 'time-is-injected', path: 'packages/db/src/pg.ts', source: 'export const text = `insert into events (at) values (now())`' },
  { rule: 'time-is-injected', path: 'packages/db/src/sqlite.ts', source: "export const text = 'default CURRENT_TIMESTAMP'" },
  { rule: 'texts-by-their-keys', path: `${orders}/orders.repo.ts`, source: 'export const found = sql`lower(name) = 1`' },
  { rule: 'texts-by-their-keys', path: `${orders}/orders.repo.ts`, source: 'export const found = sql`name LIKE 1`' },
  {
    rule: 'texts-by-their-keys',
    path: `${orders}/orders.repo.ts`,
    source: "import { like } from '@pantheon/db'\nexport const found = like(users.name, typed)",
  },
  { rule: 'texts-by-their-keys', path: `${orders}/orders.repo.ts`, source: 'export const found = select().from(users).orderBy(users.name, users.id)' },
  { rule: 'texts-by-their-keys', path: `${orders}/orders.repo.ts`, source: 'export const found = select().from(users).orderBy(asc(users.title))' },
  { rule: 'urls-from-outside', path: `${orders}/orders.service.ts`, source: 'export const hostOf = (address: string) => new URL(address).host' },
  { rule: 'urls-from-outside', path: `${orders}/orders.service.ts`, source: 'export const isUrl = (address: string) => URL.canParse(address)' },
  { rule: 'urls-from-outside', path: `${orders}/orders.service.ts`, source: 'export const urlOf = (path: string, base: string) => URL.parse(path, base)' },
  { rule: 'urls-from-outside', path: 'packages/contract/src/tasks.ts', source: "import { z } from 'zod'\nexport const IssueUrl = z.url().max(500)" },
  { rule: 'urls-from-outside', path: 'packages/contract/src/tasks.ts', source: "import { z } from 'zod'\nexport const IssueUrl = z.string().max(500).url()" },
  { rule: 'urls-from-outside', path: 'packages/config/src/config.ts', source: 'export const hostOf = (address: string) => new URL(address).host' },
  {
    rule: 'urls-from-outside',
    path: `${orders}/orders.service.ts`,
    source: "import { domainToASCII } from 'node:url'\nexport const domainOf = (name: string) => domainToASCII(name)",
  },
  { rule: 'names-say-what', path: 'packages/business/src/utils/dates.ts', source: 'export const a = 1' },
  { rule: 'names-say-what', path: `${orders}/order-helpers.ts`, source: 'export const a = 1' },
  { rule: 'package-is-listed', path: 'packages/misc/src/index.ts', source: 'export const a = 1' },
  { rule: 'decision-is-pure', path: `${orders}/order.ts`, source: "import { readFileSync } from 'node:fs'" },
  { rule: 'decision-is-pure', path: `${orders}/order.ts`, source: "import { openDb } from '@pantheon/db'" },
  { rule: 'decision-is-pure', path: 'packages/governance/src/policies/policy.ts', source: "import { openDb } from '@pantheon/db'" },
  { rule: 'decision-is-pure', path: 'packages/notifications/src/inbox/notification.ts', source: "import { openDb } from '@pantheon/db'" },
  { rule: 'services-in-contract-types', path: `${orders}/orders.types.ts`, source: "import type { Tx } from '@pantheon/db'" },
  { rule: 'services-in-contract-types', path: 'apps/api/src/system.types.ts', source: "import type { Stripe } from 'stripe'" },
  { rule: 'router-takes-interfaces', path: `${orders}/orders.router.ts`, source: "import type { Db } from '@pantheon/db'" },
  { rule: 'router-takes-interfaces', path: `${orders}/orders.router.ts`, source: "import { findOrder } from './orders.repo.ts'" },
  { rule: 'router-takes-interfaces', path: `${orders}/orders.router.ts`, source: "import type { SQL } from 'drizzle-orm'" },
  { rule: 'router-takes-interfaces', path: 'apps/api/src/router.ts', source: "import type { Services } from './system.ts'" },
  { rule: 'router-takes-interfaces', path: 'apps/api/src/system.router.ts', source: "import type { Services } from './system.ts'" },
  { rule: 'router-takes-interfaces', path: 'apps/api/src/router.ts', source: "import type { PaymentProvider } from '@pantheon/adapters'" },
]

const allowed: readonly Plant[] = [
  {
    path: `${orders}/order.ts`,
    source: "import { Order } from '@pantheon/contract'\nimport { fail } from '@pantheon/kernel'\nimport type { Db } from '@pantheon/db'",
  },
  { path: `${orders}/orders.service.ts`, source: 'export const at = (clock: { now(): Date }, ms: number) => [clock.now(), new Date(ms)]' },
  { path: 'packages/kernel/src/clock.ts', source: 'export const systemClock = { now: () => new Date() }' },
  { path: 'packages/client/src/tokens.ts', source: 'export const isOver = (at: number) => at < Date.now()' },
  { path: `${orders}/orders.repo.ts`, source: "import { orders } from '@pantheon/db'\nimport { eq } from 'drizzle-orm'" },
  { path: `${orders}/orders.router.ts`, source: "import { allow, router } from '@pantheon/rpc'\nimport type { Orders } from './orders.types.ts'" },
  { path: `${orders}/orders.service.ts`, source: "import type { Schedule } from '@pantheon/runtime'" },
  { path: 'packages/runtime/src/scheduler/schedules.repo.ts', source: "import { eq } from '@pantheon/db'" },
  { path: 'apps/api/src/router.ts', source: "import { type AwsServices, createAwsRouter } from '@pantheon/aws'" },
  {
    path: 'packages/client/src/router.ts',
    source: "import type { AppRouter } from '@pantheon/api-types'\nexport type { AppRouter } from '@pantheon/api-types'",
  },
  { path: 'packages/client/src/links.ts', source: "import type { AnyRouter } from '@trpc/server'\nimport { observable } from '@trpc/server/observable'" },
  { path: 'apps/pantheon/next.config.ts', source: "import { resolve } from 'node:path'" },
  { path: 'apps/api/test/orders.spec.ts', source: "import { testDatabase } from '@pantheon/db/testing'\nimport { eq } from 'drizzle-orm'" },
  { path: 'packages/adapters/src/files/fonts.ts', source: 'const fontFile = (name: string) => require.resolve(name)' },
  {
    path: 'packages/config/src/config.ts',
    source: "export const originOf = (publicUrl: string) => [new URL(publicUrl).origin, new URL('https://site.invalid').origin]",
  },
  { path: 'packages/adapters/src/files/fonts.ts', source: 'export const fileOf = (name: string) => new URL(name, import.meta.url)' },
  { path: 'packages/business/src/index.ts', source: "export { createOrders } from './orders/orders.service.ts'" },
  { path: `${orders}/order-lines.ts`, source: "// import { createJobs } from '@pantheon/agents'\nexport const text = `import '@pantheon/agents'`" },
]

describe('The canary', () => {
  it.each(planted)('$rule catches $path: $source', ({ rule, ...plant }) => {
    expect(check(plant).map((violation) => violation.rule)).toContain(rule)
  })

  it('sees what a decision pulls in through its neighbours', () => {
    const decision = { path: `${orders}/order.ts`, source: "import { taxOf } from './tax.ts'" }
    const neighbour = { path: `${orders}/tax.ts`, source: "import { get } from 'node:https'" }
    expect(check(decision, neighbour)).toEqual([expect.objectContaining({ rule: 'decision-is-pure', at: `${neighbour.path}:1` })])
  })

  it('sees what a router reads of the types behind its services', () => {
    const router = { path: `${orders}/orders.router.ts`, source: "import type { Orders } from './orders.service.ts'" }
    const service = { path: `${orders}/orders.service.ts`, source: "import type { Db } from '@pantheon/db'" }
    expect(check(router, service)).toEqual([expect.objectContaining({ rule: 'router-takes-interfaces', at: `${service.path}:1` })])
  })

  it('has a plant for every rule', () => {
    expect(ruleNames.filter((rule) => !planted.some((plant) => plant.rule === rule))).toEqual([])
  })

  it.each(allowed)('lets $path be', (plant) => {
    expect(check(plant)).toEqual([])
  })

  it('refuses a file it cannot read, instead of calling it clean', () => {
    expect(() => parseModule(`${orders}/order.ts`, 'import {')).toThrow('cannot be read')
  })
})
