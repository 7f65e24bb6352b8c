import { approvalStatuses, cutText } from '@pantheon/contract'
import { idFor, newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, RowReader, snake } from './read-row.ts'
import type { TakenOrder } from './take-order.ts'
import type { TakenUser } from './take-user.ts'
import { type Circumstances, type Parents, parentOf, type Taken } from './taken.ts'

export interface ApprovalParents {
  users: Parents<TakenUser>
  orders: Parents<TakenOrder>
}

const statuses = { '': 'pending', canceled: 'cancelled', denied: 'rejected' } as const

/** Converts a decided approval of an order: one stage, whose only approver is the user who decided. */
export const takeApproval = (old: OldRow<'approvals'>, { users, orders }: ApprovalParents, { at }: Circumstances): Decision<Taken> =>
  RowReader.decide((row) => {
    const id = newIdOf('approvals', old.id ?? '')
    if (!['order', 'orders'].includes(snake(old.resourceType ?? ''))) row.refuse(`this shop has no place for an approval of "${old.resourceType}"`)
    const status = row.oneOf('status', old.status, approvalStatuses, statuses) ?? 'cancelled'
    if (status === 'pending') row.refuse('it is not decided: decide it in the old shop first')
    row.insist()
    const order = parentOf(row, 'orders', old.resourceId, orders)
    const requester = parentOf(row, 'users', old.requesterId, users)
    const approver = old.approverId === null ? undefined : parentOf(row, 'users', old.approverId, users)
    const isVote = status === 'approved' || status === 'rejected'
    if (isVote && !approver) row.refuse(`it is ${status}, and does not say by whom`)
    const createdAt = row.madeAt(old.createdAt, at)
    const decidedAt = row.instant('approvedAt', old.approvedAt) ?? row.instant('updatedAt', old.updatedAt) ?? createdAt
    const { organizationId } = order
    const decision = status === 'approved' ? ('approve' as const) : ('reject' as const)
    const vote = isVote && approver ? { decision, userId: approver.id, at: decidedAt.toISOString() } : null
    const seats = approver ? [{ ownerId: approver.id, holderId: approver.id, vote }] : []
    const stage = { name: 'Approval', quorum: { kind: 'any' as const }, seats, deadlineHours: 72, remindHours: null, escalation: null, isEscalated: false }
    const entry = { approvalId: id, organizationId, stage: 0, personId: null }
    const note = cutText(old.comments?.trim() ?? '', 4000) || null
    const actorId = status === 'expired' ? null : status === 'cancelled' ? requester.id : (approver?.id ?? null)
    return {
      id,
      status,
      currency: order.currency,
      minor: order.minor,
      rows: {
        approvals: {
          id,
          organizationId,
          policyId: 'imported',
          resourceType: 'order',
          resourceId: order.id,
          title: order.title,
          amountMinor: order.minor,
          currency: order.currency,
          class: null,
          requesterId: requester.id,
          status,
          awaits: 'approvers',
          round: 1,
          stage: 0,
          stages: [stage],
          remindAt: null,
          dueAt: decidedAt,
          decidedAt,
          version: 1,
          createdAt,
          updatedAt: decidedAt,
        },
        approvalEntries: [
          { ...entry, id: idFor('approval opened', id), kind: 'opened', actorId: requester.id, note: null, at: createdAt },
          { ...entry, id: idFor('approval ended', id), kind: status === 'pending' ? 'cancelled' : status, actorId, note, at: decidedAt },
        ],
      },
    }
  })
