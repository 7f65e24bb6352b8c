import type { ApprovalResource } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { EventHandlers, Module } from '@pantheon/runtime'
import { createAbsences } from './approvals/absences.service.ts'
import { createSaveAndEmit } from './approvals/announce.ts'
import { createApprovalClock } from './approvals/approval-clock.ts'
import { createApprovalWork } from './approvals/approval-work.ts'
import { createApprovals } from './approvals/approvals.service.ts'
import { createApprovalRequests } from './approvals/request-approval.ts'
import type { ResourceOwners } from './approvals/resource-owners.port.ts'
import { createPolicies } from './policies/policies.service.ts'

/** Interval for reminders, escalation and expiry. */
const sweepEveryMs = 30_000

/** Handles the outcome of an approval for a type of resource. Must be idempotent. */
export interface Outcome {
  approved(resourceId: string): Promise<unknown>
  notApproved(resourceId: string): Promise<unknown>
}

/** Event handlers that pass the outcome of approvals to each type of resource. */
export const approvalOutcomes = (of: Partial<Record<ApprovalResource, Outcome>>): EventHandlers => {
  const refuse = async ({ data }: { data: { resourceType: ApprovalResource; resourceId: string } }): Promise<void> =>
    void (await of[data.resourceType]?.notApproved(data.resourceId))
  return {
    'approval.approved': async ({ data }) => void (await of[data.resourceType]?.approved(data.resourceId)),
    'approval.rejected': refuse,
    'approval.expired': refuse,
    'approval.cancelled': refuse,
  }
}

export interface GovernanceModuleDeps {
  db: Db
  clock: Clock
  logger: Logger
  owners: ResourceOwners
}

/** Approvals, the rules that require them, and absences. */
export const createGovernanceModule = ({ db, clock, logger, owners }: GovernanceModuleDeps) => {
  const saveAndEmit = createSaveAndEmit({ owners })
  const { sweep } = createApprovalClock({ db, clock, logger, saveAndEmit })
  return {
    services: { approvals: createApprovals({ db, clock, saveAndEmit }), policies: createPolicies({ db, clock }), absences: createAbsences({ db, clock }) },
    schedules: [{ name: 'approvals.sweep', every: sweepEveryMs, run: sweep }],
    /** Requests approvals on behalf of other modules. */
    requests: createApprovalRequests({ clock, saveAndEmit }),
    /** The work of agent 205, and what it works with. */
    work: createApprovalWork({ db }),
    engine: { engine: 'approval-desk', isOffline: false },
    /** Takes every due step of approvals. */
    sweep,
  } satisfies Module & Record<string, unknown>
}
