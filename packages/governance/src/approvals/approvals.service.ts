import {
  type AnswerApproval,
  type Approval,
  type ApprovalComment,
  type ApprovalCounts,
  type ApprovalDetail,
  type ApprovalRef,
  type CommentApproval,
  type DecideApproval,
  type Decision,
  type DelegateApproval,
  isPlatformsOwn,
  type ListApprovalComments,
  type ListApprovals,
  type Page,
  type PageRequest,
} from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, type Clock, fail, isOperator, orFail, pageBySort, pageByTime } from '@pantheon/kernel'
import type { Approvals } from '../governance.types.ts'
import { findDeciders } from '../people/people.repo.ts'
import { findAway } from './absences.repo.ts'
import type { SaveAndEmit, Step } from './announce.ts'
import { type Asking, delegate, isCurrent, obstacleToComment, resubmit, type StoredApproval, sendBack, vote, withdraw } from './approval.ts'
import { type ApprovalPart, approvalSortKey, hasRest, pageOfParts } from './approval-list.ts'
import { awayIn, holdersOf, managesRules, readApproval, readApprovals, readComments } from './approval-view.ts'
import { countApprovals, findApproval, listApprovals, lockApproval } from './approvals.repo.ts'
import { listComments } from './comments.repo.ts'
import { requireRoomForComment, requireRoomForSteps } from './talk-limits.ts'

/**
 * Fails unless the user may receive a delegated decision: a member who may decide, or an operator if the actor is one; on the
 * platform's own resources only an operator.
 */
const requireDecider = async (tx: Tx, actor: Actor, { organizationId, resourceType }: StoredApproval, userId: string): Promise<void> => {
  const deciders = await findDeciders(tx, isPlatformsOwn(resourceType) ? null : organizationId)
  const decider = deciders.find((one) => one.userId === userId)
  if (decider && (decider.role !== null || isOperator(actor))) return
  fail('approval.delegate_not_allowed', { reason: 'not_a_voice' }, [{ path: 'userId', message: 'Not a member who may decide' }])
}

/** Requests for approval and their decisions. Every step locks the approval's row first. */
export const createApprovals = ({ db, clock, saveAndEmit }: { db: Db; clock: Clock; saveAndEmit: SaveAndEmit }): Approvals => {
  const askingOf = async (tx: Tx, actor: Actor, approval: StoredApproval): Promise<Asking> => {
    const at = clock.now()
    const away = awayIn(await findAway(tx, holdersOf(approval), at), approval)
    return { userId: actor.userId, mayDecide: actor.permissions.has('approval:decide'), away, at }
  }

  /** Takes one step of an approval, as computed by `decide`. Fails with `version.stale` when the caller saw another round or stage. */
  const step = (
    actor: Actor,
    { id, round, stage }: Pick<DecideApproval, 'id' | 'round' | 'stage'>,
    decide: (before: StoredApproval, who: Asking, tx: Tx) => Promise<Pick<Step, 'kind' | 'after' | 'personId' | 'note'>>,
  ): Promise<ApprovalDetail> =>
    db.as(actor.scope).transaction(async (tx) => {
      const before = orFail(await lockApproval(tx, actor.scope, id), 'approval.not_found')
      const who = await askingOf(tx, actor, before)
      if (!isCurrent(before, { round, stage })) fail('version.stale', { current: await readApproval(tx, actor, before, who.at) })
      const done = await decide(before, who, tx)
      await saveAndEmit(tx, { ...done, before, actor, at: who.at })
      return readApproval(tx, actor, done.after, who.at)
    }, id)

  const answer = (decision: Decision, kind: 'approved' | 'rejected') => (actor: Actor, input: DecideApproval) =>
    step(actor, input, async (before, who) => {
      const { approval, inPlaceOf } = vote(before, who, decision)
      return { kind, after: approval, personId: inPlaceOf, note: input.note }
    })

  return {
    list: async (actor: Actor, input: ListApprovals): Promise<Page<Approval>> => {
      const mine = db.as(actor.scope)
      const { view, status, resourceType, resourceId, sort } = input
      const [at, { userId }] = [clock.now(), actor]
      const filter = { view, status, resourceType, resourceId, sort, userId, at }
      const read = (part: ApprovalPart, request: PageRequest) =>
        pageBySort(
          part === 'sorted' ? sort : `${sort}.rest`,
          approvalSortKey(sort, part),
          request,
          (window) => listApprovals(mine, actor.scope, { ...filter, part, ...window }),
          (row) => row,
        )
      const page = hasRest(input) ? await pageOfParts(input, sort, read) : await read('sorted', input)
      return { ...page, items: await readApprovals(mine, actor, page.items, at) }
    },

    counts: (actor: Actor): Promise<ApprovalCounts> => countApprovals(db.as(actor.scope), actor.scope, { userId: actor.userId, at: clock.now() }),

    get: async (actor: Actor, { id }: ApprovalRef): Promise<ApprovalDetail> => {
      const mine = db.as(actor.scope)
      return readApproval(mine, actor, orFail(await findApproval(mine, actor.scope, id), 'approval.not_found'), clock.now())
    },

    comments: async (actor: Actor, { id, ...request }: ListApprovalComments): Promise<Page<ApprovalComment>> => {
      const mine = db.as(actor.scope)
      orFail(await findApproval(mine, actor.scope, id), 'approval.not_found')
      const page = await pageByTime(
        request,
        (window) => listComments(mine, id, window),
        (row) => row,
      )
      return { ...page, items: await readComments(mine, page.items) }
    },

    approve: answer('approve', 'approved'),
    reject: answer('reject', 'rejected'),

    sendBack: (actor: Actor, input: AnswerApproval): Promise<ApprovalDetail> =>
      step(actor, input, async (before, who, tx) => {
        const { approval, inPlaceOf } = sendBack(before, who)
        await requireRoomForSteps(tx, before.id)
        return { kind: 'sent_back', after: approval, personId: inPlaceOf, note: input.note }
      }),

    resubmit: (actor: Actor, input: AnswerApproval): Promise<ApprovalDetail> =>
      step(actor, input, async (before, who) => ({ kind: 'resubmitted', after: resubmit(before, who), note: input.note })),

    comment: (actor: Actor, { id, text }: CommentApproval): Promise<ApprovalDetail> =>
      step(actor, { id }, async (before, who, tx) => {
        const obstacle = obstacleToComment(before, who)
        if (obstacle !== null) fail(obstacle, { status: before.status })
        await requireRoomForComment(tx, id, actor.userId, who.at)
        return { kind: 'commented', after: before, note: text }
      }),

    delegate: (actor: Actor, { id, userId, note }: DelegateApproval): Promise<ApprovalDetail> =>
      step(actor, { id }, async (before, who, tx) => {
        const after = delegate(before, who, userId)
        await requireDecider(tx, actor, before, userId)
        await requireRoomForSteps(tx, id)
        return { kind: 'delegated', after, personId: userId, note }
      }),

    cancel: (actor: Actor, input: DecideApproval): Promise<ApprovalDetail> =>
      step(actor, input, async (before, who) => ({
        kind: 'cancelled',
        after: withdraw(before, { ...who, mayManage: managesRules(actor, before) }),
        note: input.note,
      })),
  }
}
