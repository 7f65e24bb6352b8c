import { z } from 'zod'
import { Currency } from '../money.ts'
import { Text } from '../plain-text.ts'
import { Id, Instant, InstantInput, LongPageRequest, PageRequest, pageOf, Version } from '../primitives.ts'

/** Resources that can need an approval. */
export const approvalResources = ['order', 'refund', 'aws_action'] as const
export const ApprovalResource = z.enum(approvalResources)
export type ApprovalResource = z.infer<typeof ApprovalResource>

/** The owner of an approval rule: an organization, or the platform, whose rules operators create. */
export const policyLevels = ['organization', 'platform'] as const
export const PolicyLevel = z.enum(policyLevels)
export type PolicyLevel = z.infer<typeof PolicyLevel>

export const approvalStatuses = ['pending', 'approved', 'rejected', 'expired', 'cancelled'] as const
export const ApprovalStatus = z.enum(approvalStatuses)
export type ApprovalStatus = z.infer<typeof ApprovalStatus>

export const Decision = z.enum(['approve', 'reject'])
export type Decision = z.infer<typeof Decision>

/**
 * How many approvers have to agree. `any`: the first decision counts. `all`: one rejection ends the stage. `count`: it ends when `needed`
 * approvals cannot be reached any more.
 */
export const Quorum = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('count'), needed: z.int().min(1).max(50) }),
])
export type Quorum = z.infer<typeof Quorum>

const Person = z.object({ id: Id, name: z.string() })

/** One vote in a stage. It belongs to its owner, or to the member it was delegated to; a deputy may act while the holder is out of office. */
export const StageApprover = z.object({
  owner: Person,
  holder: Person,
  deputy: Person.nullable(),
  vote: z.object({ decision: Decision, by: Person, at: Instant }).nullable(),
})
export type StageApprover = z.infer<typeof StageApprover>

export const stageStates = ['waiting', 'open', 'approved', 'rejected', 'over'] as const
export const ApprovalStage = z.object({
  name: z.string(),
  /** The level of the rule that requires this stage; null in requests older than this field. */
  level: PolicyLevel.nullable(),
  quorum: Quorum,
  /** How many approvals it needs, and from whom. */
  needed: z.int(),
  approvers: z.array(StageApprover),
  /** `over`: the request ended before this stage was decided. */
  state: z.enum(stageStates),
  deadlineHours: z.int(),
  /** Whom it escalates to at the deadline; empty when the request then expires. */
  escalatesTo: z.array(Person),
  isEscalated: z.boolean(),
})
export type ApprovalStage = z.infer<typeof ApprovalStage>

export const approvalSteps = [
  'opened',
  'approved',
  'rejected',
  'sent_back',
  'resubmitted',
  'delegated',
  'commented',
  'reminded',
  'escalated',
  'expired',
  'cancelled',
] as const
/** An action, its actor and their comment. Actions of the clock have no actor. */
export const ApprovalEntry = z.object({
  id: Id,
  kind: z.enum(approvalSteps),
  /** The stage of the action, from 1. */
  stage: z.int(),
  by: Person.nullable(),
  /** On whose behalf it was done, or whom it was delegated to. */
  person: Person.nullable(),
  note: z.string().nullable(),
  at: Instant,
})
export type ApprovalEntry = z.infer<typeof ApprovalEntry>

/** Reasons why a user may not act. */
export const approvalObstacles = [
  'auth.forbidden',
  'approval.wrong_state',
  'approval.own_request',
  'approval.not_your_turn',
  'approval.already_voted',
  'approval.sent_back',
  'approval.not_sent_back',
  'approval.not_requester',
] as const
export const ApprovalObstacle = z.enum(approvalObstacles)
export type ApprovalObstacle = z.infer<typeof ApprovalObstacle>

/** A comment on a request. */
export const ApprovalComment = z.object({ id: Id, by: Person.nullable(), text: z.string(), at: Instant }).meta({ id: 'ApprovalComment' })
export type ApprovalComment = z.infer<typeof ApprovalComment>

export const Approval = z
  .object({
    id: Id,
    organizationId: Id,
    organizationName: z.string(),
    resourceType: ApprovalResource,
    resourceId: Id,
    /** Title of the resource. */
    title: z.string(),
    amount: z.string().nullable(),
    currency: Currency.nullable(),
    class: z.string().nullable(),
    requesterId: Id,
    requester: Person,
    status: ApprovalStatus,
    /** Whose decision is pending; null when it is decided. */
    awaits: z.enum(['approvers', 'requester']).nullable(),
    /** The current stage, from 1. */
    stage: z.int(),
    stages: z.array(ApprovalStage),
    /** How often it was submitted to the approvers. */
    round: z.int(),
    /** The deadline of the current turn; null when it is decided. */
    dueAt: Instant.nullable(),
    /** The newest three, newest first; `commentCount` in total, served by the procedure of the comments. */
    comments: z.array(ApprovalComment),
    commentCount: z.int(),
    /** True when the caller has to decide, or to respond to a request that was sent back. */
    isMine: z.boolean(),
    version: Version,
    decidedAt: Instant.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Approval' })
export type Approval = z.infer<typeof Approval>

/** With all actions, oldest first, and what the caller may do: null, or the obstacle. Comments are a separate list. */
export const ApprovalDetail = Approval.extend({
  history: z.array(ApprovalEntry),
  obstacles: z.object({
    decide: ApprovalObstacle.nullable(),
    delegate: ApprovalObstacle.nullable(),
    resubmit: ApprovalObstacle.nullable(),
    cancel: ApprovalObstacle.nullable(),
    comment: ApprovalObstacle.nullable(),
  }),
}).meta({ id: 'ApprovalDetail' })
export type ApprovalDetail = z.infer<typeof ApprovalDetail>

/**
 * Sort orders of requests: by creation time, by deadline, or by currency and then amount. Requests without a deadline (decided ones) or
 * without an amount come last in either direction, newest first.
 */
export const approvalSorts = ['newest', 'oldest', 'due_first', 'due_last', 'amount_high', 'amount_low'] as const
export const ApprovalSort = z.enum(approvalSorts)
export type ApprovalSort = z.infer<typeof ApprovalSort>

/** `mine`: requests that wait for the caller. `asked`: requests that the caller made. */
export const ListApprovals = PageRequest.extend({
  view: z.enum(['mine', 'asked', 'all']).default('all'),
  status: ApprovalStatus.optional(),
  resourceType: ApprovalResource.optional(),
  resourceId: Id.optional(),
  sort: ApprovalSort.default('newest'),
})
export type ListApprovals = z.infer<typeof ListApprovals>
export const ApprovalPage = pageOf(Approval)
export const ApprovalCounts = z.object({ mine: z.int(), asked: z.int() }).meta({ id: 'ApprovalCounts' })
export type ApprovalCounts = z.infer<typeof ApprovalCounts>

export const ApprovalRef = z.object({ id: Id })
export type ApprovalRef = z.infer<typeof ApprovalRef>
const Note = Text(4000, 1)
/** The round and the stage that the caller saw, by default the current ones; when either is over, the call fails with `version.stale`. */
const Turn = { round: z.int().min(1).max(1_000_000).optional(), stage: z.int().min(1).max(100).optional() }
export const DecideApproval = z.object({ id: Id, ...Turn, note: Note.optional() })
export type DecideApproval = z.infer<typeof DecideApproval>
/** What has to change, or what was changed. */
export const AnswerApproval = z.object({ id: Id, ...Turn, note: Note })
export type AnswerApproval = z.infer<typeof AnswerApproval>
export const ListApprovalComments = PageRequest.extend({ id: Id })
export type ListApprovalComments = z.infer<typeof ListApprovalComments>
export const ApprovalCommentPage = pageOf(ApprovalComment)
export const CommentApproval = z.object({ id: Id, text: Note })
export type CommentApproval = z.infer<typeof CommentApproval>
export const DelegateApproval = z.object({ id: Id, userId: Id, note: Note.optional() })
export type DelegateApproval = z.infer<typeof DelegateApproval>

/** An out-of-office setting: a deputy decides in the user's place. */
export const Absence = z.object({ id: Id, user: Person, deputy: Person, from: Instant, to: Instant, createdAt: Instant }).meta({ id: 'Absence' })
export type Absence = z.infer<typeof Absence>
export const AbsencePage = pageOf(Absence)
export const ListAbsences = LongPageRequest.optional()
export const CreateAbsence = z.object({ userId: Id, from: InstantInput, to: InstantInput })
export type CreateAbsence = z.infer<typeof CreateAbsence>
export const AbsenceRef = z.object({ id: Id })
export type AbsenceRef = z.infer<typeof AbsenceRef>
