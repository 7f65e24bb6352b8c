import { router } from '@pantheon/rpc'
import { createAbsencesRouter, createApprovalsRouter } from './approvals/approvals.router.ts'
import type { GovernanceServices } from './governance.types.ts'
import { createPoliciesRouter } from './policies/policies.router.ts'

/** Procedures for governance. */
export const createGovernanceRouter = ({ absences, approvals, policies }: GovernanceServices) =>
  router({
    approvals: createApprovalsRouter(approvals),
    policies: createPoliciesRouter(policies),
    absences: createAbsencesRouter(absences),
  })
