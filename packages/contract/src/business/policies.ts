import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { RoleKey } from '../organizations/organizations.ts'
import { CleanLine } from '../plain-text.ts'
import { Id, Instant, Version } from '../primitives.ts'
import { ApprovalResource, PolicyLevel, Quorum } from './approvals.ts'

/** Who is asked: a member, everybody in a role or a team, or the operators of the platform. */
export const Approver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: Id }),
  z.object({ kind: z.literal('role'), id: RoleKey }),
  z.object({ kind: z.literal('team'), id: Id }),
  z.object({ kind: z.literal('operators') }),
])
export type Approver = z.infer<typeof Approver>

const Approvers = z.array(Approver).min(1).max(20)

/** `remindHours` before the deadline those who have not answered are reminded, once. */
export const WorkflowStage = z
  .object({
    name: CleanLine(80, 1),
    approvers: Approvers,
    quorum: Quorum,
    deadlineHours: z.int().min(1).max(2160),
    remindHours: z.int().min(1).max(2160).nullable().default(null),
    /** Who decides instead when the deadline passes, with as many hours; without it, the request expires. */
    escalation: z.object({ approvers: Approvers, quorum: Quorum }).nullable().default(null),
  })
  .refine(({ deadlineHours, remindHours }) => remindHours === null || remindHours < deadlineHours, { path: ['remindHours'], message: 'Before the deadline' })
export type WorkflowStage = z.infer<typeof WorkflowStage>
export const Workflow = z.object({ stages: z.array(WorkflowStage).min(1).max(10) }).meta({ id: 'Workflow' })
export type Workflow = z.infer<typeof Workflow>

/** The classes an AWS action falls into, by what it can break. */
export const awsActionClasses = ['reversible', 'disruptive', 'destructive'] as const
export const AwsActionClass = z.enum(awsActionClasses)
export type AwsActionClass = z.infer<typeof AwsActionClass>

/**
 * Whose rules there are about a subject; a new rule that does not say is of the first. Refunds and AWS actions are what
 * operators do, for whatever organization and from whatever organization they are in: no organization has a rule about them.
 */
export const policyLevelsOf = {
  order: ['organization', 'platform'],
  refund: ['platform'],
  aws_action: ['platform'],
} as const satisfies Record<ApprovalResource, readonly [PolicyLevel, ...PolicyLevel[]]>

/** True when only the platform has rules about the subject. */
export const isPlatformsOwn = (subject: ApprovalResource): boolean => !isLevelOf(subject, 'organization')
/** True when there are rules of such a level about the subject. One that is kept at another is not in force. */
export const isLevelOf = (subject: ApprovalResource, level: PolicyLevel): boolean => policyLevelsOf[subject].some((one) => one === level)

/** A stage that nobody's request could pass today: the requester is none of its approvers, and the others are fewer than it needs. */
export const PolicyGap = z.object({
  /** From 1. */
  stage: z.int(),
  name: z.string(),
  needed: z.int(),
  /** How many others could decide, whoever asks. */
  people: z.int(),
})
export type PolicyGap = z.infer<typeof PolicyGap>

/**
 * What needs an approval, and how it is given. Of an organization's own rules the most specific active one that fits
 * counts, and so does that of the platform's: where both do, the stages of both are gone through, the organization's first.
 */
export const Policy = z
  .object({
    id: Id,
    /** One organization's own, which adds to what the platform wants, or the platform's, which holds for everybody. */
    level: PolicyLevel,
    subject: ApprovalResource,
    currency: Currency.nullable(),
    /** More than this; null for any amount. */
    above: z.string().nullable(),
    class: AwsActionClass.nullable(),
    workflow: Workflow,
    isActive: z.boolean(),
    /** Empty when it can be satisfied by those who are there today. */
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
/** Without a level, the rule is the organization's own where it can be one (orders), else the platform's (refunds, AWS actions). */
export const CreatePolicy = z.object({
  level: PolicyLevel.optional().describe('Without it: organization for orders, platform for refunds and AWS actions'),
  subject: ApprovalResource,
  ...rule,
})
export type CreatePolicy = z.infer<typeof CreatePolicy>
/** What is asked before a rule is saved: whether those it names could satisfy its stages, in order. */
export const CheckPolicy = CreatePolicy.pick({ level: true, subject: true }).extend({
  stages: z
    .array(z.object({ approvers: Approvers, quorum: Quorum }))
    .min(1)
    .max(10),
})
export type CheckPolicy = z.infer<typeof CheckPolicy>
export const PolicyCheck = z.object({ gaps: z.array(PolicyGap.omit({ name: true })) })
export type PolicyCheck = z.infer<typeof PolicyCheck>
/** The rule as it is to be from now on. What is under way goes on by the rule it was opened under. */
export const UpdatePolicy = z.object({ id: Id, version: Version, ...rule })
export type UpdatePolicy = z.infer<typeof UpdatePolicy>
export const PolicyRef = z.object({ id: Id })
export type PolicyRef = z.infer<typeof PolicyRef>
export const RemovePolicy = z.object({ id: Id, version: z.int().min(1).max(2_147_483_647) })
export type RemovePolicy = z.infer<typeof RemovePolicy>
