import {
  type ApprovalResource,
  approvalResources,
  approvalStatuses,
  approvalSteps,
  currencies,
  type Decision,
  type PolicyLevel,
  type Quorum,
  type Workflow,
} from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** An approver of a stage: the person named by the rule, their current delegate, and the decision. Times are ISO 8601. */
export interface StageApproverRecord {
  ownerId: string
  holderId: string
  vote: { decision: Decision; userId: string; at: string } | null
}

/** A snapshot of a stage when the request opened, with the members of its roles and teams. */
export interface StageRecord {
  name: string
  /** The rule that requires it, and its level; missing in requests older than this field. */
  rule?: { id: string; level: PolicyLevel }
  quorum: Quorum
  /** The stage's approvers, under the name of the first version: servers of the previous version read and write it. */
  seats: StageApproverRecord[]
  deadlineHours: number
  remindHours: number | null
  escalation: { userIds: string[]; quorum: Quorum } | null
  isEscalated: boolean
}

/** Approval rules, requests, decisions and out-of-office settings. */
export const approvalTables = (k: Kit, { users, organizations }: ReturnType<typeof identityTables>) => {
  const approvalPolicies = k.table(
    'approval_policies',
    {
      id: k.id(),
      /** Null for the platform's rules, which apply to all organizations. */
      organizationId: k.text().references(() => organizations.id, { onDelete: 'cascade' }),
      subject: k.enumText(approvalResources).notNull(),
      currency: k.enumText(currencies),
      aboveMinor: k.money(),
      class: k.text(),
      workflow: k.json<Workflow>().notNull(),
      isActive: k.bool().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
    },
    (t) => [
      k.index('approval_policies_subject_idx').on(t.subject, t.organizationId),
      k.check('approval_policies_above_ck', sql`${t.aboveMinor} is null or (${t.aboveMinor} >= 0 and ${t.currency} is not null)`),
    ],
  )

  const approvals = k.table(
    'approvals',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      /** The rule of its first stage; it may have been changed or deleted since. */
      policyId: k.text().notNull(),
      resourceType: k.enumText(approvalResources).notNull().$type<ApprovalResource>(),
      resourceId: k.text().notNull(),
      title: k.text().notNull(),
      amountMinor: k.money(),
      currency: k.enumText(currencies),
      class: k.text(),
      requesterId: k
        .text()
        .notNull()
        .references(() => users.id),
      status: k.enumText(approvalStatuses).notNull(),
      awaits: k.enumText(['approvers', 'requester']).notNull(),
      round: k.int().notNull(),
      /** The current stage, from 0. */
      stage: k.int().notNull(),
      stages: k.json<StageRecord[]>().notNull(),
      remindAt: k.timestamp(),
      dueAt: k.timestamp().notNull(),
      decidedAt: k.timestamp(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
    },
    (t) => [
      // One open request per resource, even with concurrent servers.
      k.uniqueIndex('approvals_open_uq').on(t.resourceType, t.resourceId).where(sql`status = 'pending'`),
      k.index('approvals_resource_idx').on(t.resourceType, t.resourceId),
      k.index('approvals_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('approvals_created_idx').on(t.createdAt, t.id),
      k.index('approvals_requester_idx').on(t.requesterId, t.createdAt),
      k.index('approvals_due_idx').on(t.dueAt, t.id).where(sql`status = 'pending'`),
      k.index('approvals_organization_due_idx').on(t.organizationId, t.dueAt, t.id).where(sql`status = 'pending'`),
      k.index('approvals_amount_idx').on(t.currency, t.amountMinor, t.id).where(sql`amount_minor is not null`),
      k.index('approvals_organization_amount_idx').on(t.organizationId, t.currency, t.amountMinor, t.id).where(sql`amount_minor is not null`),
      k.index('approvals_remind_idx').on(t.remindAt).where(sql`status = 'pending'`),
    ],
  )

  /** Pending decisions: the approvers of the current stage who have not decided. */
  const approvalTurns = k.table(
    'approval_turns',
    {
      approvalId: k
        .text()
        .notNull()
        .references(() => approvals.id, { onDelete: 'cascade' }),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
    },
    (t) => [k.primaryKey({ columns: [t.approvalId, t.userId] }), k.index('approval_turns_user_idx').on(t.userId)],
  )

  const approvalEntries = k.table(
    'approval_entries',
    {
      id: k.id(),
      approvalId: k
        .text()
        .notNull()
        .references(() => approvals.id, { onDelete: 'cascade' }),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      kind: k.enumText(approvalSteps).notNull(),
      /** From 0. */
      stage: k.int().notNull(),
      actorId: k.text().references(() => users.id),
      personId: k.text().references(() => users.id),
      note: k.text(),
      at: k.timestamp().notNull(),
    },
    (t) => [k.index('approval_entries_approval_idx').on(t.approvalId, t.id)],
  )

  /** Out-of-office settings: a deputy decides in the user's place. */
  const absences = k.table(
    'absences',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id, { onDelete: 'cascade' }),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      deputyId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      fromAt: k.timestamp().notNull(),
      toAt: k.timestamp().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.index('absences_user_idx').on(t.organizationId, t.userId), k.index('absences_deputy_idx').on(t.deputyId, t.toAt)],
  )

  return { approvalPolicies, approvals, approvalTurns, approvalEntries, absences }
}
