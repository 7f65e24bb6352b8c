import type {
  Absence,
  AbsenceRef,
  AnswerApproval,
  Approval,
  ApprovalComment,
  ApprovalCounts,
  ApprovalDetail,
  ApprovalRef,
  CheckPolicy,
  CommentApproval,
  CreateAbsence,
  CreatePolicy,
  DecideApproval,
  DelegateApproval,
  ListApprovalComments,
  ListApprovals,
  Page,
  PageRequest,
  Policy,
  PolicyCheck,
  PolicyRef,
  RemovePolicy,
  UpdatePolicy,
} from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Requests for approval: what waits for whom, and the answers. */
export interface Approvals {
  /**
   * Approvals of the actor's scope, in the order that was asked for: what waits for them, what they asked for, or all.
   * Fails with `input.invalid` for a cursor of another sort.
   */
  list(actor: Actor, input: ListApprovals): Promise<Page<Approval>>
  /** How many wait for the actor, and how many of their own are not decided. */
  counts(actor: Actor): Promise<ApprovalCounts>
  get(actor: Actor, input: ApprovalRef): Promise<ApprovalDetail>
  /** What was said about a request, newest first. */
  comments(actor: Actor, input: ListApprovalComments): Promise<Page<ApprovalComment>>
  approve(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
  reject(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
  /** Back to the requester, with what has to change. */
  sendBack(actor: Actor, input: AnswerApproval): Promise<ApprovalDetail>
  /** The requester's answer to what was sent back: the approvers begin anew. */
  resubmit(actor: Actor, input: AnswerApproval): Promise<ApprovalDetail>
  comment(actor: Actor, input: CommentApproval): Promise<ApprovalDetail>
  /** Delegates the actor's decision to another member, for this one request. */
  delegate(actor: Actor, input: DelegateApproval): Promise<ApprovalDetail>
  /** Withdraws a request: who asked for it, or who makes the rules. What it was for is called off too. */
  cancel(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
}

/** Being away, and who decides meanwhile. People say it for themselves. */
export interface Absences {
  /** Who of the actor's organization is, or will be, away: by when it begins. */
  list(actor: Actor, request?: PageRequest): Promise<Page<Absence>>
  /** The actor will be away. Fails with `member.not_found`, `absence.bad_period`, `absence.too_many` or `approval.delegate_not_allowed`. */
  create(actor: Actor, input: CreateAbsence): Promise<Absence>
  /** Takes an absence back: who said it, or who makes the rules. */
  remove(actor: Actor, input: AbsenceRef): Promise<AbsenceRef>
}

/** What needs an approval, and how it is given: an organization's own rules and the platform's. Each change is an event. */
export interface Policies {
  /** The rules of the actor's organization and the platform's, oldest first. */
  list(actor: Actor): Promise<{ items: Policy[] }>
  get(actor: Actor, input: PolicyRef): Promise<Policy>
  /** A rule that nobody could satisfy today is made, and says so in its `gaps`. Fails with `policy.bad_rule`, field by field, `policy.platform_only`, or `policy.too_many`. */
  create(actor: Actor, input: CreatePolicy): Promise<Policy>
  /** The stages that nobody could pass today, before a rule has them. Fails with `policy.bad_rule` or `policy.platform_only` as `create` does. */
  check(actor: Actor, input: CheckPolicy): Promise<PolicyCheck>
  /** What is under way goes on by the rule it was opened under. */
  update(actor: Actor, input: UpdatePolicy): Promise<Policy>
  remove(actor: Actor, input: RemovePolicy): Promise<PolicyRef>
}

/** What governance offers to the API. */
export interface GovernanceServices {
  absences: Absences
  approvals: Approvals
  policies: Policies
}
