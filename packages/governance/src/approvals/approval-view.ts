import { type Approval, type ApprovalComment, type ApprovalDetail, type ApprovalStage, formatAmount, isPlatformsOwn } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { type Actor, isOperator } from '@pantheon/kernel'
import { findNames, findOrganizationNames } from '../people/people.repo.ts'
import { neededOf } from '../policies/planned-stage.ts'
import { findAway, type KnownAway } from './absences.repo.ts'
import {
  deputyOf,
  obstacleToCancel,
  obstacleToComment,
  obstacleToDecide,
  obstacleToDelegate,
  obstacleToResubmit,
  type StoredApproval,
  type StoredStage,
  verdictOf,
} from './approval.ts'
import { listSteps, type StoredEntry } from './approvals.repo.ts'
import { countComments, newestComments, type StoredComment } from './comments.repo.ts'

/** Names and absences of the users in some approvals. */
interface People {
  names: Map<string, string>
  organizations: Map<string, string>
  away: KnownAway[]
  at: Date
}

const person = ({ names }: People, id: string) => ({ id, name: names.get(id) ?? '' })
const personOrNull = (people: People, id: string | null) => (id === null ? null : person(people, id))

/** The absences that apply to the approval; on the platform's own resources only operators may deputize. */
export const awayIn = (away: readonly KnownAway[], { organizationId, resourceType }: Pick<StoredApproval, 'organizationId' | 'resourceType'>): KnownAway[] =>
  away.filter((absence) => absence.isPlatformOperator || (absence.organizationId === organizationId && !isPlatformsOwn(resourceType)))

/** The approvers of the current stage. */
export const holdersOf = ({ stages, stage }: StoredApproval): string[] => stages[stage]?.approvers.map(({ holderId }) => holderId) ?? []

const stateOf = (approval: StoredApproval, stage: StoredStage, index: number): ApprovalStage['state'] => {
  const verdict = verdictOf(stage)
  if (index < approval.stage || (index === approval.stage && verdict !== null)) return verdict === 'reject' ? 'rejected' : 'approved'
  if (approval.status !== 'pending') return 'over'
  return index === approval.stage && approval.awaits === 'approvers' ? 'open' : 'waiting'
}

const toStage = (approval: StoredApproval, stage: StoredStage, index: number, people: People): ApprovalStage => {
  const state = stateOf(approval, stage, index)
  const away = awayIn(people.away, approval)
  const approvers = stage.approvers.map((approver) => ({
    owner: person(people, approver.ownerId),
    holder: person(people, approver.holderId),
    deputy: state === 'open' && approver.vote === null ? personOrNull(people, deputyOf(approval, stage, approver, away, people.at)) : null,
    vote: approver.vote && { decision: approver.vote.decision, by: person(people, approver.vote.userId), at: approver.vote.at },
  }))
  const { name, rule, quorum, deadlineHours, escalation, isEscalated } = stage
  const escalatesTo = isEscalated ? [] : (escalation?.userIds ?? []).map((id) => person(people, id))
  const needed = Math.max(1, neededOf(quorum, approvers.length))
  return { name, level: rule?.level ?? null, quorum, needed, approvers, state, deadlineHours, escalatesTo, isEscalated }
}

/** True for those who manage the rules that apply to the approval: operators for the platform's own resources. */
export const managesRules = (actor: Actor, { resourceType }: Pick<StoredApproval, 'resourceType'>): boolean =>
  isPlatformsOwn(resourceType) ? isOperator(actor) : actor.permissions.has('policy:manage')

const asking = (approval: StoredApproval, actor: Actor, { away, at }: People) => ({
  userId: actor.userId,
  mayDecide: actor.permissions.has('approval:decide'),
  mayManage: managesRules(actor, approval),
  away: awayIn(away, approval),
  at,
})

/** Number of comments included in a request. */
const commentsShown = 3

/** The comments included in some approvals. */
interface IncludedComments {
  newest: StoredComment[]
  counts: Map<string, number>
}

const readIncludedComments = async (db: Handle, ids: string[]): Promise<IncludedComments> => ({
  newest: await newestComments(db, ids, commentsShown),
  counts: await countComments(db, ids),
})

const toComment = (people: Pick<People, 'names'>, { id, actorId, note, createdAt }: StoredComment): ApprovalComment => ({
  id,
  by: actorId === null ? null : { id: actorId, name: people.names.get(actorId) ?? '' },
  text: note ?? '',
  at: createdAt.toISOString(),
})

const toApproval = (approval: StoredApproval, included: IncludedComments, actor: Actor, people: People): Approval => {
  const { amountMinor, currency, stage, stages, status, awaits, dueAt, decidedAt, createdAt, updatedAt } = approval
  const who = asking(approval, actor, people)
  const isPending = status === 'pending'
  return {
    id: approval.id,
    organizationId: approval.organizationId,
    organizationName: people.organizations.get(approval.organizationId) ?? '',
    resourceType: approval.resourceType,
    resourceId: approval.resourceId,
    title: approval.title,
    amount: amountMinor === null || currency === null ? null : formatAmount(amountMinor, currency),
    currency,
    class: approval.class,
    requesterId: approval.requesterId,
    requester: person(people, approval.requesterId),
    status,
    awaits: isPending ? awaits : null,
    stage: stage + 1,
    stages: stages.map((one, index) => toStage(approval, one, index, people)),
    round: approval.round,
    dueAt: isPending ? dueAt.toISOString() : null,
    comments: included.newest.filter(({ approvalId }) => approvalId === approval.id).map((comment) => toComment(people, comment)),
    commentCount: included.counts.get(approval.id) ?? 0,
    isMine: obstacleToDecide(approval, who) === null || obstacleToResubmit(approval, who) === null,
    version: approval.version,
    decidedAt: decidedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

const peopleIn = ({ requesterId, stages }: StoredApproval): string[] => [
  requesterId,
  ...stages.flatMap(({ approvers, escalation }) => [
    ...approvers.flatMap(({ ownerId, holderId, vote }) => [ownerId, holderId, ...(vote ? [vote.userId] : [])]),
    ...(escalation?.userIds ?? []),
  ]),
]
/** Entries with an actor and optionally an affected user. */
type Named = Pick<StoredEntry, 'actorId'> & { personId?: string | null }
const peopleOf = (entries: readonly Named[]): string[] => entries.flatMap(({ actorId, personId }) => [actorId, personId ?? null].filter((id) => id !== null))

const readPeople = async (db: Handle, approvals: readonly StoredApproval[], entries: readonly Named[], at: Date): Promise<People> => {
  const away = await findAway(db, approvals.flatMap(holdersOf), at)
  const ids = [...approvals.flatMap(peopleIn), ...peopleOf(entries), ...away.map(({ deputyId }) => deputyId)]
  const organizationIds = approvals.map(({ organizationId }) => organizationId)
  return { names: await findNames(db, ids), organizations: await findOrganizationNames(db, organizationIds), away, at }
}

/** Converts approvals to the wire format of an actor, with the names of all users in them. */
export const readApprovals = async (db: Handle, actor: Actor, approvals: readonly StoredApproval[], at: Date): Promise<Approval[]> => {
  const included = await readIncludedComments(
    db,
    approvals.map(({ id }) => id),
  )
  const people = await readPeople(db, approvals, included.newest, at)
  return approvals.map((approval) => toApproval(approval, included, actor, people))
}

/** Converts comments to their wire format, with the names of their authors. */
export const readComments = async (db: Handle, comments: readonly StoredComment[]): Promise<ApprovalComment[]> => {
  const names = await findNames(db, peopleOf(comments))
  return comments.map((comment) => toComment({ names }, comment))
}

/** One approval, with its history and the actor's possible actions. */
export const readApproval = async (db: Handle, actor: Actor, approval: StoredApproval, at: Date): Promise<ApprovalDetail> => {
  const [steps, included] = [await listSteps(db, approval.id), await readIncludedComments(db, [approval.id])]
  const people = await readPeople(db, [approval], [...steps, ...included.newest], at)
  const who = asking(approval, actor, people)
  return {
    ...toApproval(approval, included, actor, people),
    history: steps.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      stage: entry.stage + 1,
      by: personOrNull(people, entry.actorId),
      person: personOrNull(people, entry.personId),
      note: entry.note,
      at: entry.at.toISOString(),
    })),
    obstacles: {
      decide: obstacleToDecide(approval, who),
      delegate: obstacleToDelegate(approval, who),
      resubmit: obstacleToResubmit(approval, who),
      cancel: obstacleToCancel(approval, who),
      comment: obstacleToComment(approval, who),
    },
  }
}
