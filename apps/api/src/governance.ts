import { createAbsences, createApprovalClock, createApprovalRequests, createApprovals, createApprovalWork, createPolicies } from '@pantheon/business'
import type { ApprovalResource } from '@pantheon/contract'
import type { Db, EventHandlers } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'

/** How often it is looked for whom time has come: reminders, escalation, expiry. */
const sweepEveryMs = 30_000

/** What becomes of a thing when its approval is decided. Told twice, it does nothing twice. */
export interface Outcome {
  approved(resourceId: string): Promise<unknown>
  notApproved(resourceId: string): Promise<unknown>
}

/** Everything about approvals. Reads top to bottom: services, outcomes, schedules. */
export const createGovernance = ({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) => {
  const time = createApprovalClock({ db, clock, logger })

  /** Handlers that tell each kind of thing how its approval ended. */
  const outcomes = (of: Partial<Record<ApprovalResource, Outcome>>): EventHandlers => {
    const refuse = ({ data }: { data: { resourceType: ApprovalResource; resourceId: string } }) => of[data.resourceType]?.notApproved(data.resourceId)
    return {
      'approval.approved': async ({ data }) => void (await of[data.resourceType]?.approved(data.resourceId)),
      'approval.rejected': async (event) => void (await refuse(event)),
      'approval.expired': async (event) => void (await refuse(event)),
      'approval.cancelled': async (event) => void (await refuse(event)),
    }
  }

  return {
    requests: createApprovalRequests({ clock }),
    services: { approvals: createApprovals({ db, clock }), policies: createPolicies({ db, clock }), absences: createAbsences({ db, clock }) },
    outcomes,
    /** What agent 205 does and has done. */
    work: createApprovalWork({ db }),
    sweep: time.sweep,
    schedules: [{ name: 'approvals.sweep', every: sweepEveryMs, run: time.sweep }] satisfies Schedule[],
  }
}
