import { z } from 'zod'
import { Amount, Currency } from '../money.ts'
import { Id, Instant, Version } from '../primitives.ts'
import { RoleKey } from '../society/organizations.ts'
import { ApprovalResource, Quorum } from './approvals.ts'

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
    name: z.string().trim().min(1).max(80),
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

export const policyLevels = ['organization', 'platform'] as const

/** What needs an approval, and how it is given. The most specific active one that fits counts. */
export const Policy = z
  .object({
    id: Id,
    /** One organization's own, or the default of the platform. */
    level: z.enum(policyLevels),
    subject: ApprovalResource,
    currency: Currency.nullable(),
    /** More than this; null for any amount. */
    above: z.string().nullable(),
    class: AwsActionClass.nullable(),
    workflow: Workflow,
    isActive: z.boolean(),
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
export const CreatePolicy = z.object({ level: z.enum(policyLevels).default('organization'), subject: ApprovalResource, ...rule })
export type CreatePolicy = z.infer<typeof CreatePolicy>
/** The rule as it is to be from now on. What is under way goes on by the rule it was opened under. */
export const UpdatePolicy = z.object({ id: Id, version: Version, ...rule })
export type UpdatePolicy = z.infer<typeof UpdatePolicy>
export const PolicyRef = z.object({ id: Id })
export type PolicyRef = z.infer<typeof PolicyRef>
export const RemovePolicy = z.object({ id: Id, version: z.coerce.number<number>().int().min(1).max(2_147_483_647) })
export type RemovePolicy = z.infer<typeof RemovePolicy>
