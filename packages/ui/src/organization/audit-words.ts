'use client'
import type { AuditEntry } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type words from '../messages/organization.en.json'
import { isAgentInLog } from './audit-filter.ts'

type ActionKey = keyof typeof words.audit.action
type ResourceKey = keyof typeof words.audit.resource

const keyOf = (action: string) => action.replace('.', '_')

/** Labels of actions, resources and actors. An action or resource without a label is shown as it is. */
export const useAuditWords = () => {
  const { t, i18n } = useTranslation('organization')
  const has = (key: string) => i18n.exists(key, { ns: 'organization' })
  return {
    /** The actor's display name. */
    whoOf: ({ actorId, actorName }: Pick<AuditEntry, 'actorId' | 'actorName'>): string | null =>
      isAgentInLog(actorId) ? t(`audit.agent.${actorId.slice('agent:'.length) as '201' | '204' | '205'}`) : actorName,
    actionOf: (action: string): string => (has(`audit.action.${keyOf(action)}`) ? t(`audit.action.${keyOf(action) as ActionKey}`) : action),
    resourceOf: (type: string): string => (has(`audit.resource.${type}`) ? t(`audit.resource.${type as ResourceKey}`) : type),
  }
}

/** The message key for an entry without a name: a deleted account, an anonymous caller, or the system itself. */
export const unnamedOf = ({ actorId, address }: Pick<AuditEntry, 'actorId' | 'address'>) => {
  if (actorId !== null) return 'audit.gone' as const
  return address === null ? ('audit.system' as const) : ('audit.anonymous' as const)
}

/** Every action with a label, grouped by subject. */
export const auditActions = {
  organization: ['organization.created', 'organization.renamed', 'organization.transferred', 'organization.deleted', 'organization.restored'],
  member: ['member.joined', 'member.role_changed', 'member.left', 'member.removed'],
  invitation: ['invitation.sent', 'invitation.accepted', 'invitation.declined', 'invitation.revoked'],
  team: ['team.created', 'team.renamed', 'team.deleted', 'team.member_added', 'team.member_removed'],
  role: ['role.created', 'role.changed', 'role.deleted'],
  session: ['session.started', 'session.ended', 'session.switched', 'session.token_reused'],
  user: [
    'user.registered',
    'user.profile_changed',
    'user.email_verified',
    'user.password_changed',
    'user.password_reset',
    'user.github_linked',
    'user.github_unlinked',
    'user.deleted',
  ],
  api_key: ['api_key.created', 'api_key.revoked'],
  task: ['task.created', 'task.updated', 'task.deleted'],
  product: ['product.created', 'product.updated', 'product.archived', 'product.restored', 'product.deleted'],
  order: ['order.placed', 'order.approved', 'order.paid', 'order.started', 'order.fulfilled', 'order.cancelled', 'order.failed', 'order.refunded'],
  approval: [
    'approval.opened',
    'approval.voted',
    'approval.approved',
    'approval.rejected',
    'approval.sent_back',
    'approval.resubmitted',
    'approval.delegated',
    'approval.reminded',
    'approval.escalated',
    'approval.expired',
    'approval.cancelled',
    'approval.commented',
  ],
  absence: ['absence.created', 'absence.removed'],
  policy: ['policy.created', 'policy.changed', 'policy.removed'],
  payment: ['payment.created', 'payment.action_required', 'payment.succeeded', 'payment.failed', 'payment.cancelled', 'payment.disputed'],
  subscription: ['subscription.changed'],
  invoice: ['invoice.issued', 'invoice.issue_failed'],
  refund: ['refund.held', 'refund.requested', 'refund.succeeded', 'refund.failed'],
  job: ['job.refused', 'job.queued', 'job.started', 'job.succeeded', 'job.failed', 'job.cancelled'],
  course: ['course.updated', 'course.completed'],
} as const
