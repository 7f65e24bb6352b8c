import { type AgentServices, createAgentsRouter } from '@pantheon/agents'
import {
  type AuditServices,
  type AuthServices,
  createAuditRouter,
  createAuthRouter,
  createOrganizationsRouter,
  type OrganizationServices,
} from '@pantheon/auth'
import { type AwsServices, createAwsRouter } from '@pantheon/aws'
import { type BusinessServices, createBusinessRouter } from '@pantheon/business'
import { createGovernanceRouter, type GovernanceServices } from '@pantheon/governance'
import { createNotificationsRouter, type NotificationServices } from '@pantheon/notifications'
import { mergeRouters, router } from '@pantheon/rpc'
import { createStateRouter, type StateServices } from '@pantheon/state'
import { createSystemRouter } from './system.router.ts'
import type { SystemServices } from './system.types.ts'

/** The services that the API needs. */
export type AppServices = AuthServices &
  OrganizationServices &
  AuditServices &
  BusinessServices &
  GovernanceServices &
  NotificationServices &
  AgentServices &
  AwsServices &
  StateServices &
  SystemServices

/** The router of all procedures. REST, OpenAPI and the typed client are generated from it. */
export const createAppRouter = (services: AppServices) =>
  router({
    auth: createAuthRouter(services),
    organizations: createOrganizationsRouter(services),
    audit: createAuditRouter(services),
    // One namespace on the wire, merged from several packages.
    business: mergeRouters(createBusinessRouter(services), createGovernanceRouter(services), router({ notifications: createNotificationsRouter(services) })),
    agents: createAgentsRouter(services),
    aws: createAwsRouter(services),
    state: createStateRouter(services),
    system: createSystemRouter(services),
  })
export type AppRouter = ReturnType<typeof createAppRouter>
