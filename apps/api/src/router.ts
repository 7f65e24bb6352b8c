import { createAgentsRouter } from '@pantheon/agents'
import { createAuditRouter, createAuthRouter, createOrganizationsRouter } from '@pantheon/auth'
import { createAwsRouter } from '@pantheon/aws'
import { createBusinessRouter } from '@pantheon/business'
import { router } from '@pantheon/rpc'
import { createStateRouter } from '@pantheon/state'
import { createSystemRouter } from './system.router.ts'
import type { Services } from './system.ts'

/** The one door: every procedure there is. REST, OpenAPI and the typed client are projections of it. */
export const createAppRouter = (services: Services) =>
  router({
    auth: createAuthRouter(services),
    organizations: createOrganizationsRouter({ ...services, switchTo: (actor, to) => services.accounts.switchTo(actor, to) }),
    audit: createAuditRouter(services.audit),
    business: createBusinessRouter(services),
    agents: createAgentsRouter(services),
    aws: createAwsRouter(services.estate),
    state: createStateRouter(services.state),
    system: createSystemRouter(services.parts),
  })
export type AppRouter = ReturnType<typeof createAppRouter>
