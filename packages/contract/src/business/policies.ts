import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { RoleKey } from '../organizations/organizations.ts'
import { CleanLine } from '../plain-text.ts'
import { Id, Instant, Version } from '../primitives.ts'
import { ApprovalResource, PolicyLevel, Quorum } from './approvals.ts'

/** An approver: a member, everyone in a role or a team, or the platform's operators. */
export const Approver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: Id }),
  z.object({ kind: z.literal('role'), id: RoleKey }),
  z.object({ kind: z.literal('team'), id: Id }),
  z.object({ kind: z.literal('operators') }),
])
export type Approver = z.infer<typeof Approver>

const Approvers = z.array(Approver).min(1).max(20)

/** Approvers who have not decided are reminded once, `remindHours` before the deadline. */
export const WorkflowStage = z
  .object({
    name: CleanLine(80, 1),
    approvers: Approvers,
    quorum: Quorum,
    deadlineHours: z.int().min(1).max(2160),
    remindHours: z.int().min(1).max(2160).nullable().default(null),
    /** Who decides instead after the deadline, within the same number of hours; without it, the request expires. */
    escalation: z.object({ approvers: Approvers, quorum: Quorum }).nullable().default(null),
  })
  .refine(({ deadlineHours, remindHours }) => remindHours === null || remindHours < deadlineHours, { path: ['remindHours'], message: 'Before the deadline' })
export type WorkflowStage = z.infer<typeof WorkflowStage>
export const Workflow = z.object({ stages: z.array(WorkflowStage).min(1).max(10) }).meta({ id: 'Workflow' })
export type Workflow = z.infer<typeof Workflow>

/** AWS actions by the damage they can do. */
export const awsActionClasses = ['reversible', 'disruptive', 'destructive'] as const
export const AwsActionClass = z.enum(awsActionClasses)
export type AwsActionClass = z.infer<typeof AwsActionClass>

/**
 * The levels at which a subject can have rules; the first is the default of a new rule. Refunds and AWS actions are done by operators, for
 * any organization and from any organization they are in, so organizations have no rules about them.
 */
export const policyLevelsOf = {
  order: ['organization', 'platform'],
  refund: ['platform'],
  aws_action: ['platform'],
} as const satisfies Record<ApprovalResource, readonly [PolicyLevel, ...PolicyLevel[]]>

/** True when only the platform can have rules about the subject. */
export const isPlatformsOwn = (subject: ApprovalResource): boolean => !isLevelOf(subject, 'organization')
/** True when the subject can have rules at this level. A stored rule at another level is not in force. */
export const isLevelOf = (subject: ApprovalResource, level: PolicyLevel): boolean => policyLevelsOf[subject].some((one) => one === level)

/** A stage that no request could pass today: without the requester, fewer approvers remain than it needs. */
export const PolicyGap = z.object({
  /** From 1. */
  stage: z.int(),
  name: z.string(),
  needed: z.int(),
  /** How many other members could decide, for the worst-case requester. */
  people: z.int(),
})
export type PolicyGap = z.infer<typeof PolicyGap>

/**
 * A rule: what needs an approval, and from whom. The most specific active rule of the organization that matches applies, and so does that
 * of the platform: with both, the stages of both run, the organization's first.
 */
export const Policy = z
  .object({
    id: Id,
    /** A rule of one organization, in addition to the platform's, or of the platform, which applies to all. */
    level: PolicyLevel,
    subject: ApprovalResource,
    currency: Currency.nullable(),
    /** Applies above this amount; null for any amount. */
    above: z.string().nullable(),
    class: AwsActionClass.nullable(),
    workflow: Workflow,
    isActive: z.boolean(),
    /** Empty when the current members can satisfy every stage. */
    gaps: z.array(PolicyGap),
    version: Version,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Policy' })
export type Policy = z.infer<typeof Policy>
export const PolicyList = z.object({ items: z.array(Policy) })

const rule = {
  currency: Currency.nullable().default(null),
  above: Amount.nullable().default(null),
  class: AwsActionClass.nullable().default(null),
  workflow: Workflow,
  isActive: z.boolean().default(true),
}
/** The default level is the organization's where it can have one (orders), else the platform's (refunds, AWS actions). */
export const CreatePolicy = z.object({
  level: PolicyLevel.optional().describe('Without it: organization for orders, platform for refunds and AWS actions'),
  subject: ApprovalResource,
  ...rule,
})
export type CreatePolicy = z.infer<typeof CreatePolicy>
/** A dry run before a rule is saved: whether the named approvers could satisfy its stages. */
export const CheckPolicy = CreatePolicy.pick({ level: true, subject: true }).extend({
  stages: z
    .array(z.object({ approvers: Approvers, quorum: Quorum }))
    .min(1)
    .max(10),
})
export type CheckPolicy = z.infer<typeof CheckPolicy>
export const PolicyCheck = z.object({ gaps: z.array(PolicyGap.omit({ name: true })) })
export type PolicyCheck = z.infer<typeof PolicyCheck>
/** The new rule. Open requests continue under the rule they were opened with. */
export const UpdatePolicy = z.object({ id: Id, version: Version, ...rule })
export type UpdatePolicy = z.infer<typeof UpdatePolicy>
export const PolicyRef = z.object({ id: Id })
export type PolicyRef = z.infer<typeof PolicyRef>
export const RemovePolicy = z.object({ id: Id, version: z.int().min(1).max(2_147_483_647) })
export type RemovePolicy = z.infer<typeof RemovePolicy>
