import type { ApprovalObstacle, ApprovalResource, ApprovalStatus, Currency, Decision } from '@pantheon/contract'
import { fail, transitions } from '@pantheon/kernel'
import { neededOf, type PlannedStage } from '../policies/planned-stage.ts'

/** One approver of a stage, with at most one vote; times are ISO 8601, because the stage is stored as JSON. */
export interface StoredApprover {
  ownerId: string
  holderId: string
  vote: { decision: Decision; userId: string; at: string } | null
}

/** A stage of the frozen workflow, with its roles and teams resolved to users when the request was opened. */
export interface StoredStage extends Omit<PlannedStage, 'userIds'> {
  approvers: StoredApprover[]
  isEscalated: boolean
}

/** A request for approval as stored. `stage` counts from 0. */
export interface StoredApproval {
  id: string
  organizationId: string
  policyId: string
  resourceType: ApprovalResource
  resourceId: string
  title: string
  amountMinor: number | null
  currency: Currency | null
  class: string | null
  requesterId: string
  status: ApprovalStatus
  awaits: 'approvers' | 'requester'
  round: number
  stage: number
  stages: StoredStage[]
  remindAt: Date | null
  dueAt: Date
  decidedAt: Date | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** An absence with its deputy. */
export interface Away {
  userId: string
  deputyId: string
  fromAt: Date
  toAt: Date
}

/** The user who wants to act, and when. `mayDecide` is the permission `approval:decide`. */
export interface Asking {
  userId: string
  mayDecide: boolean
  away: readonly Away[]
  at: Date
}

/** Decisions are final. */
const approvalMoves = transitions<ApprovalStatus>(
  { pending: ['approved', 'rejected', 'expired', 'cancelled'], approved: [], rejected: [], expired: [], cancelled: [] },
  'approval.wrong_state',
)

const hour = 3_600_000
const after = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hour)

const approversFor = (userIds: readonly string[]): StoredApprover[] => userIds.map((id) => ({ ownerId: id, holderId: id, vote: null }))

/** The result of a stage: decided, or null while it is open. A stage without approvers is never approved. */
export const verdictOf = ({ quorum, approvers }: Pick<StoredStage, 'quorum' | 'approvers'>): Decision | null => {
  const count = (decision: Decision) => approvers.filter(({ vote }) => vote?.decision === decision).length
  const needed = neededOf(quorum, approvers.length)
  if (approvers.length > 0 && count('approve') >= needed) return 'approve'
  const isRefused = quorum.kind === 'any' ? count('reject') > 0 : approvers.length - count('reject') < needed
  return isRefused ? 'reject' : null
}

/** The approval at the start of a stage, with its deadline and reminder set. */
const begin = (approval: StoredApproval, stage: number, at: Date): StoredApproval => {
  const { deadlineHours = 0, remindHours = null } = approval.stages[stage] ?? {}
  return {
    ...approval,
    stage,
    awaits: 'approvers',
    dueAt: after(at, deadlineHours),
    remindAt: remindHours === null ? null : after(at, deadlineHours - remindHours),
  }
}

const within = (planned: PlannedStage, requesterId: string): StoredStage => {
  const { userIds, escalation, ...stage } = planned
  const others = (ids: string[]): string[] => [...new Set(ids)].filter((id) => id !== requesterId)
  return {
    ...stage,
    approvers: approversFor(others(userIds)),
    escalation: escalation && { ...escalation, userIds: others(escalation.userIds) },
    isEscalated: false,
  }
}

/**
 * A new request with a snapshot of its workflow: later changes of rules or teams do not affect it. The requester is excluded
 * from its approvers. Fails with `approval.no_approvers` when a stage has fewer approvers than its quorum.
 */
export const openApproval = (
  asked: Omit<StoredApproval, 'status' | 'awaits' | 'round' | 'stage' | 'stages' | 'remindAt' | 'dueAt' | 'decidedAt' | 'version' | 'updatedAt'>,
  planned: readonly PlannedStage[],
): StoredApproval => {
  const stages = planned.map((stage) => within(stage, asked.requesterId))
  for (const { name, quorum, approvers, rule } of stages) {
    const needed = Math.max(1, neededOf(quorum, approvers.length))
    if (approvers.length < needed) fail('approval.no_approvers', { stage: name, needed, approvers: approvers.length, policyId: rule?.id ?? null })
  }
  if (stages.length === 0) fail('approval.no_approvers', { needed: 1, approvers: 0 })
  const rest = { status: 'pending', awaits: 'approvers', round: 1, stage: 0, stages, remindAt: null, decidedAt: null, version: 1 } as const
  return begin({ ...asked, ...rest, dueAt: asked.createdAt, updatedAt: asked.createdAt }, 0, asked.createdAt)
}

const currentStage = ({ stages, stage }: StoredApproval): StoredStage => stages[stage] ?? fail('approval.wrong_state')

/** True when the approval is in the round and the stage, from 1, that a caller names. What is not named is not compared. */
export const isCurrent = (approval: StoredApproval, { round, stage }: { round?: number | undefined; stage?: number | undefined }): boolean =>
  (round ?? approval.round) === approval.round && (stage ?? approval.stage + 1) === approval.stage + 1

const votedIn = (stage: StoredStage, userId: string): boolean => stage.approvers.some(({ vote }) => vote?.userId === userId)

/** The deputy of an approver at this moment. Neither the requester nor another approver of the stage can deputize: nobody has two votes. */
export const deputyOf = (approval: StoredApproval, stage: StoredStage, approver: StoredApprover, away: readonly Away[], at: Date): string | null => {
  const absence = away.find(({ userId, fromAt, toAt }) => userId === approver.holderId && fromAt.getTime() <= at.getTime() && at.getTime() < toAt.getTime())
  const deputyId = absence?.deputyId
  if (deputyId === undefined || deputyId === approval.requesterId || stage.approvers.some(({ holderId }) => holderId === deputyId)) return null
  return deputyId
}

/** The approver whom the user can decide as now: themselves before one they deputize for. */
const approverOf = (approval: StoredApproval, { userId, away, at }: Asking): StoredApprover | undefined => {
  const stage = currentStage(approval)
  const free = stage.approvers.filter(({ vote }) => vote === null)
  return free.find(({ holderId }) => holderId === userId) ?? free.find((approver) => deputyOf(approval, stage, approver, away, at) === userId)
}

/** Why the user may not decide; null when they may. */
export const obstacleToDecide = (approval: StoredApproval, who: Asking): ApprovalObstacle | null => {
  if (approval.status !== 'pending') return 'approval.wrong_state'
  if (approval.requesterId === who.userId) return 'approval.own_request'
  if (!who.mayDecide) return 'auth.forbidden'
  if (approval.awaits === 'requester') return 'approval.sent_back'
  if (votedIn(currentStage(approval), who.userId)) return 'approval.already_voted'
  return approverOf(approval, who) ? null : 'approval.not_your_turn'
}

/** Why the user may not delegate: only one's own decision can be delegated, not one held as a deputy. */
export const obstacleToDelegate = (approval: StoredApproval, who: Asking): ApprovalObstacle | null => {
  const obstacle = obstacleToDecide(approval, who)
  return obstacle ?? (approverOf(approval, who)?.holderId === who.userId ? null : 'approval.not_your_turn')
}

export const obstacleToResubmit = (approval: StoredApproval, { userId, mayDecide }: Pick<Asking, 'userId' | 'mayDecide'>): ApprovalObstacle | null => {
  if (approval.status !== 'pending') return 'approval.wrong_state'
  if (!mayDecide) return 'auth.forbidden'
  if (approval.requesterId !== userId) return 'approval.not_requester'
  return approval.awaits === 'requester' ? null : 'approval.not_sent_back'
}

/** Who wants to withdraw a request: `mayManage` is the permission to manage the rules. */
export type Withdrawing = Pick<Asking, 'userId' | 'mayDecide'> & { mayManage: boolean }

/** A request can be withdrawn by its requester, or by those who manage the rules. */
export const obstacleToCancel = (approval: StoredApproval, { userId, mayDecide, mayManage }: Withdrawing): ApprovalObstacle | null => {
  if (approval.status !== 'pending') return 'approval.wrong_state'
  if (!mayDecide) return 'auth.forbidden'
  return approval.requesterId === userId || mayManage ? null : 'approval.not_requester'
}

/** Everybody with `approval:decide` may comment. A decided request accepts no more comments. */
export const obstacleToComment = (approval: StoredApproval, { mayDecide }: Pick<Asking, 'mayDecide'>): ApprovalObstacle | null => {
  if (approval.status !== 'pending') return 'approval.wrong_state'
  return mayDecide ? null : 'auth.forbidden'
}

const refuse = (approval: StoredApproval, obstacle: ApprovalObstacle | null): void => {
  if (obstacle === 'auth.forbidden') fail(obstacle, { permission: 'approval:decide' })
  if (obstacle !== null) fail(obstacle, { status: approval.status })
}

/** The users whose action is awaited: approvers of the current stage who have not decided, or the requester of one that was sent back. */
export const waitingOn = (approval: StoredApproval): string[] => {
  if (approval.status !== 'pending') return []
  if (approval.awaits === 'requester') return [approval.requesterId]
  const stage = currentStage(approval)
  const waiting = stage.approvers.filter(({ vote, holderId }) => vote === null && !votedIn(stage, holderId))
  return [...new Set(waiting.map(({ holderId }) => holderId))]
}

const touched = (approval: StoredApproval, at: Date): StoredApproval => ({ ...approval, version: approval.version + 1, updatedAt: at })
const withStage = (approval: StoredApproval, stage: StoredStage): StoredApproval => ({ ...approval, stages: approval.stages.with(approval.stage, stage) })
const end = (approval: StoredApproval, status: ApprovalStatus, at: Date): StoredApproval => ({
  ...approvalMoves.move(approval, status),
  remindAt: null,
  decidedAt: at,
})

/** The approval after a step, and the user on whose behalf it was taken, if any. */
export interface Acted {
  approval: StoredApproval
  inPlaceOf: string | null
}

/** Records a vote. When it completes the stage, the next stage begins or the request is decided. Fails with the code of `obstacleToDecide`. */
export const vote = (approval: StoredApproval, who: Asking, decision: Decision): Acted => {
  refuse(approval, obstacleToDecide(approval, who))
  const approver = approverOf(approval, who)
  const stage = currentStage(approval)
  const cast = { decision, userId: who.userId, at: who.at.toISOString() }
  const voted = { ...stage, approvers: stage.approvers.map((one) => (one === approver ? { ...one, vote: cast } : one)) }
  const next = touched(withStage(approval, voted), who.at)
  const inPlaceOf = approver && approver.ownerId !== who.userId ? approver.ownerId : null
  const verdict = verdictOf(voted)
  if (verdict === null) return { approval: next, inPlaceOf }
  if (verdict === 'reject') return { approval: end(next, 'rejected', who.at), inPlaceOf }
  const isLast = approval.stage === approval.stages.length - 1
  return { approval: isLast ? end(next, 'approved', who.at) : begin(next, approval.stage + 1, who.at), inPlaceOf }
}

/** Sends the request back to the requester, who has the stage's deadline to answer. */
export const sendBack = (approval: StoredApproval, who: Asking): Acted => {
  refuse(approval, obstacleToDecide(approval, who))
  const approver = approverOf(approval, who)
  const { deadlineHours } = currentStage(approval)
  const next: StoredApproval = { ...touched(approval, who.at), awaits: 'requester', remindAt: null, dueAt: after(who.at, deadlineHours) }
  return { approval: next, inPlaceOf: approver && approver.ownerId !== who.userId ? approver.ownerId : null }
}

/** Resubmits a request: it starts again at the first stage, because earlier votes were about something else. */
export const resubmit = (approval: StoredApproval, who: Pick<Asking, 'userId' | 'mayDecide' | 'at'>): StoredApproval => {
  refuse(approval, obstacleToResubmit(approval, who))
  const stages = approval.stages.map((stage) => ({ ...stage, approvers: stage.approvers.map((approver) => ({ ...approver, vote: null })) }))
  return begin({ ...touched(approval, who.at), stages, round: approval.round + 1 }, 0, who.at)
}

/**
 * Delegates the actor's decision on this request. Fails with `approval.delegate_not_allowed` for the requester, and for an
 * approver of the stage or a user who has decided in it.
 */
export const delegate = (approval: StoredApproval, who: Asking, toId: string): StoredApproval => {
  refuse(approval, obstacleToDelegate(approval, who))
  const stage = currentStage(approval)
  const field = [{ path: 'userId', message: 'This person cannot decide in your place' }]
  if (toId === approval.requesterId) fail('approval.delegate_not_allowed', { reason: 'requester' }, field)
  if (stage.approvers.some(({ holderId }) => holderId === toId) || votedIn(stage, toId)) fail('approval.delegate_not_allowed', { reason: 'seated' }, field)
  const approver = approverOf(approval, who)
  return touched(withStage(approval, { ...stage, approvers: stage.approvers.map((one) => (one === approver ? { ...one, holderId: toId } : one)) }), who.at)
}

export const cancelApproval = (approval: StoredApproval, at: Date): StoredApproval => end(touched(approval, at), 'cancelled', at)

/** Withdraws a request. Fails with the code of `obstacleToCancel`. */
export const withdraw = (approval: StoredApproval, who: Withdrawing & { at: Date }): StoredApproval => {
  refuse(approval, obstacleToCancel(approval, who))
  return cancelApproval(approval, who.at)
}

/** A step triggered by time. */
export interface Tick {
  kind: 'reminded' | 'escalated' | 'expired'
  approval: StoredApproval
}

/**
 * The next time-triggered step due by `now`, or null: a reminder, once; at the deadline the escalation, which restarts the
 * stage with other approvers and a new reminder and deadline; else expiry. When run late there is still at most one reminder,
 * and new approvers get their full time.
 */
export const passTime = (approval: StoredApproval, now: Date): Tick | null => {
  if (approval.status !== 'pending') return null
  if (approval.dueAt.getTime() <= now.getTime()) {
    const stage = currentStage(approval)
    const { escalation } = stage
    const approvers = approversFor(escalation?.userIds ?? [])
    const isEnough = escalation !== null && approvers.length >= Math.max(1, neededOf(escalation.quorum, approvers.length))
    if (approval.awaits === 'requester' || stage.isEscalated || !escalation || !isEnough) {
      return { kind: 'expired', approval: end(touched(approval, now), 'expired', now) }
    }
    const handedOn = withStage(touched(approval, now), { ...stage, quorum: escalation.quorum, approvers, isEscalated: true })
    return { kind: 'escalated', approval: begin(handedOn, approval.stage, now) }
  }
  if (approval.remindAt !== null && approval.remindAt.getTime() <= now.getTime()) {
    return { kind: 'reminded', approval: { ...touched(approval, now), remindAt: null } }
  }
  return null
}
