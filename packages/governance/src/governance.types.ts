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

/** Requests for approval and their decisions. */
export interface Approvals {
  /**
   * Approvals of the actor's scope in the requested order: those that await the actor, those they requested, or all. Fails with
   * `input.invalid` for a cursor of another sort.
   */
  list(actor: Actor, input: ListApprovals): Promise<Page<Approval>>
  /** Number of requests that await the actor, and of their own that are undecided. */
  counts(actor: Actor): Promise<ApprovalCounts>
  get(actor: Actor, input: ApprovalRef): Promise<ApprovalDetail>
  /** Comments on a request, newest first. */
  comments(actor: Actor, input: ListApprovalComments): Promise<Page<ApprovalComment>>
  approve(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
  reject(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
  /** Sends a request back to the requester, with what has to change. */
  sendBack(actor: Actor, input: AnswerApproval): Promise<ApprovalDetail>
  /** The requester's answer to a request that was sent back: all stages start again. */
  resubmit(actor: Actor, input: AnswerApproval): Promise<ApprovalDetail>
  comment(actor: Actor, input: CommentApproval): Promise<ApprovalDetail>
  /** Delegates the actor's decision on this request to another member. */
  delegate(actor: Actor, input: DelegateApproval): Promise<ApprovalDetail>
  /** Withdraws a request, as its requester or as a manager of the rules. The action it was for is cancelled too. */
  cancel(actor: Actor, input: DecideApproval): Promise<ApprovalDetail>
}

/** Out-of-office periods with deputies. Users create their own. */
export interface Absences {
  /** Current and future absences in the actor's organization, by start. */
  list(actor: Actor, request?: PageRequest): Promise<Page<Absence>>
  /** Creates an absence of the actor. Fails with `member.not_found`, `absence.bad_period`, `absence.too_many` or `approval.delegate_not_allowed`. */
  create(actor: Actor, input: CreateAbsence): Promise<Absence>
  /** Removes an absence, as its user or as a manager of the rules. */
  remove(actor: Actor, input: AbsenceRef): Promise<AbsenceRef>
}

/** The rules of what needs an approval and by whom: an organization's own and the platform's. Each change emits an event. */
export interface Policies {
  /** The rules of the actor's organization and the platform's, oldest first. */
  list(actor: Actor): Promise<{ items: Policy[] }>
  get(actor: Actor, input: PolicyRef): Promise<Policy>
  /**
   * Creates a rule. One that nobody could satisfy today is created too, and reports it in its `gaps`. Fails with
   * `policy.bad_rule`, field by field, `policy.platform_only`, or `policy.too_many`.
   */
  create(actor: Actor, input: CreatePolicy): Promise<Policy>
  /** The stages that nobody could pass today, before the rule is saved. Fails with `policy.bad_rule` or `policy.platform_only` as `create` does. */
  check(actor: Actor, input: CheckPolicy): Promise<PolicyCheck>
  /** Open requests keep the rule they were opened under. */
  update(actor: Actor, input: UpdatePolicy): Promise<Policy>
  remove(actor: Actor, input: RemovePolicy): Promise<PolicyRef>
}

/** The services that the API exposes from this package. */
export interface GovernanceServices {
  absences: Absences
  approvals: Approvals
  policies: Policies
}
