import type { ApprovalEntry, Decision, EventSubject } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { type Actor, actorFields, newId } from '@pantheon/kernel'
import { type StoredApproval, waitingOn } from './approval.ts'
import { insertApproval, insertEntry, saveApproval } from './approvals.repo.ts'
import type { ResourceOwners } from './resource-owners.port.ts'

/** A step of an approval. */
export interface Step {
  kind: ApprovalEntry['kind']
  /** Null before it was opened. */
  before: StoredApproval | null
  after: StoredApproval
  /** Agent 205 for steps triggered by time. */
  actor: Actor
  /** The user on whose behalf it was done, or to whom it was delegated. */
  personId?: string | null
  note?: string | undefined
  at: Date
}

const decisions: Partial<Record<ApprovalEntry['kind'], Decision>> = { approved: 'approve', rejected: 'reject' }

/** Emits the events of a step, in the approval's organization and in the stream of the resource's owner. */
const emitEvents = (tx: Tx, { kind, before, after, actor }: Step, owner: EventSubject | undefined): void => {
  const { id: approvalId, organizationId, resourceType, resourceId, requesterId } = after
  const about = { approvalId, resourceType, resourceId, requesterId }
  const fields = {
    ...actorFields(actor),
    organizationId,
    owner,
    ...(before && { before }),
    after,
  }
  const event = { ...fields, data: { ...about, userIds: waitingOn(after) } }
  const decision = decisions[kind]
  if (decision) tx.emit('approval.voted', { ...fields, data: { ...about, stage: (before?.stage ?? 0) + 1, decision } })
  if (kind === 'opened' || (decision && after.status === 'pending' && after.stage !== before?.stage)) {
    tx.emit('approval.opened', { ...event, data: { ...event.data, stage: after.stage + 1 } })
  }
  if (decision && after.status === 'approved') tx.emit('approval.approved', { ...fields, data: about })
  if (decision && after.status === 'rejected') tx.emit('approval.rejected', { ...fields, data: about })
  if (kind === 'sent_back' || kind === 'resubmitted' || kind === 'reminded' || kind === 'escalated') tx.emit(`approval.${kind}`, event)
  if (kind === 'expired' || kind === 'cancelled' || kind === 'commented') tx.emit(`approval.${kind}`, { ...fields, data: about })
}

/** Saves the approval after a step, adds the step to its history, and emits its events. */
export type SaveAndEmit = (tx: Tx, step: Step) => Promise<void>

/** Events go to the stream of the owner of the resource to be approved. */
export const createSaveAndEmit =
  ({ owners }: { owners: ResourceOwners }): SaveAndEmit =>
  async (tx, step) => {
    const { kind, before, after, actor, personId = null, note = null, at } = step
    if (before === null) await insertApproval(tx, after)
    else if (before !== after) await saveApproval(tx, after)
    const { id: approvalId, organizationId, resourceType, resourceId, requesterId } = after
    const stage = before?.stage ?? after.stage
    // The history names users; steps triggered by time belong to the agent.
    const actorId = actor.kind === 'agent' ? null : actor.userId
    await insertEntry(tx, { id: newId(at), approvalId, organizationId, kind, stage, actorId, personId, note, at })
    const owner = await owners[resourceType]?.(tx, resourceId)
    if (kind !== 'delegated') return emitEvents(tx, step, owner)
    const data = { approvalId, resourceType, resourceId, requesterId, userIds: personId === null ? [] : [personId] }
    tx.emit('approval.delegated', { ...actorFields(actor), organizationId, owner, data, ...(before && { before }), after })
  }
