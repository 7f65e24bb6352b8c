import {
  type ApprovalResource,
  type Approver,
  type AwsActionClass,
  type Currency,
  formatAmount,
  isLevelOf,
  isPlatformsOwn,
  type Policy,
  type PolicyLevel,
  parseAmount,
  policyLevelsOf,
  type Quorum,
  type UpdatePolicy,
} from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail, type GivenFieldError } from '@pantheon/kernel'

/** A rule as stored. `organizationId` is null for the platform's. */
export type StoredPolicy = Row<'approvalPolicies'>

/** An action to match against the rules. Money is in minor units. */
export interface Intent {
  resourceType: ApprovalResource
  amountMinor: number | null
  currency: Currency | null
  class: string | null
}

const fits = (policy: StoredPolicy, { resourceType, amountMinor, currency, class: kind }: Intent): boolean =>
  policy.isActive &&
  policy.subject === resourceType &&
  (policy.currency === null || policy.currency === currency) &&
  (policy.aboveMinor === null || (amountMinor !== null && amountMinor > policy.aboveMinor)) &&
  (policy.class === null || policy.class === kind)

/** The level of a rule. */
export const levelOf = ({ organizationId }: Pick<StoredPolicy, 'organizationId'>): PolicyLevel => (organizationId === null ? 'platform' : 'organization')

/** Most specific first: with a currency or class, with the higher amount; the oldest of equals. */
const bySpecificity = (a: StoredPolicy, b: StoredPolicy): number =>
  Number(b.currency !== null) - Number(a.currency !== null) ||
  Number(b.class !== null) - Number(a.class !== null) ||
  (b.aboveMinor ?? -1) - (a.aboveMinor ?? -1) ||
  a.createdAt.getTime() - b.createdAt.getTime() ||
  (a.id < b.id ? -1 : 1)

/**
 * The rules that apply to an action, in the order of their stages: of each level of its resource, the most specific active
 * match. Empty when no approval is required. The platform's rule is a minimum: anybody who signs up can make rules for their
 * own organization, so those add approvals and never remove them.
 */
export const rulesFor = (policies: readonly StoredPolicy[], intent: Intent): StoredPolicy[] => {
  const fitting = policies.filter((policy) => fits(policy, intent)).sort(bySpecificity)
  return policyLevelsOf[intent.resourceType].flatMap((level) => fitting.find((policy) => levelOf(policy) === level) ?? [])
}

const problemsOf = (approvers: readonly Approver[], quorum: Quorum, path: string): GivenFieldError[] => {
  const named = new Set(approvers.map((approver) => JSON.stringify(approver)))
  const people = approvers.filter(({ kind }) => kind === 'user').length
  return [
    ...(named.size < approvers.length ? [{ path: `${path}.approvers`, message: 'Named twice' }] : []),
    // The number of members of roles and teams is not known in advance.
    ...(quorum.kind === 'count' && people === approvers.length && quorum.needed > people
      ? [{ path: `${path}.quorum.needed`, message: 'More than there are approvers' }]
      : []),
  ]
}

type Rule = Pick<UpdatePolicy, 'currency' | 'above' | 'class' | 'workflow' | 'isActive'>

/**
 * Validates a rule and converts it to internal units. Fails with `policy.bad_rule`, field by field: an amount needs a currency,
 * money rules have no class, AWS rules no amount, the platform's rules name no individual users, and those for the platform's
 * own resources only operators. Fails with `policy.platform_only` for an organization's rule for such a resource.
 */
export const checkRule = (
  level: PolicyLevel,
  subject: ApprovalResource,
  rule: Rule,
): Pick<StoredPolicy, 'currency' | 'aboveMinor' | 'class' | 'workflow' | 'isActive'> => {
  const { currency, above, workflow, isActive } = rule
  if (!isLevelOf(subject, level)) fail('policy.platform_only', { subject }, [{ path: 'level', message: 'Only the platform has rules about this' }])
  const aboveMinor = above === null || currency === null ? null : parseAmount(above, currency)
  const stages = workflow.stages.flatMap((stage, i) => {
    const path = `workflow.stages.${i}`
    const { escalation } = stage
    return [
      ...problemsOf(stage.approvers, stage.quorum, path),
      ...(escalation ? problemsOf(escalation.approvers, escalation.quorum, `${path}.escalation`) : []),
    ]
  })
  const everybody = workflow.stages.flatMap(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const isForeign = (approver: Approver) => approver.kind === 'user' || approver.kind === 'team' || (approver.kind === 'role' && approver.id.length === 36)
  const fields: GivenFieldError[] = [
    ...(above !== null && currency === null ? [{ path: 'currency', message: 'An amount needs a currency' }] : []),
    ...(aboveMinor === undefined ? [{ path: 'above', message: 'More digits than the currency has' }] : []),
    ...(subject === 'aws_action' && (currency !== null || above !== null) ? [{ path: 'above', message: 'An AWS action has no amount' }] : []),
    ...(subject !== 'aws_action' && rule.class !== null ? [{ path: 'class', message: 'Only AWS actions have a class' }] : []),
    ...(level === 'platform' && everybody.some(isForeign)
      ? [{ path: 'workflow', message: 'A rule of the platform names built-in roles and operators only' }]
      : isPlatformsOwn(subject) && everybody.some(({ kind }) => kind !== 'operators')
        ? [{ path: 'workflow', message: 'Only operators decide about this' }]
        : []),
    ...stages,
  ]
  if (fields.length > 0 || aboveMinor === undefined) return fail('policy.bad_rule', {}, fields)
  return { currency, aboveMinor, class: rule.class, workflow, isActive }
}

/** Converts a rule to its wire format, without its gaps. */
export const toPolicy = ({ organizationId, aboveMinor, createdAt, updatedAt, ...rest }: StoredPolicy): Omit<Policy, 'gaps'> => ({
  id: rest.id,
  level: levelOf({ organizationId }),
  subject: rest.subject,
  currency: rest.currency,
  above: aboveMinor === null || rest.currency === null ? null : formatAmount(aboveMinor, rest.currency),
  class: rest.class as AwsActionClass | null,
  workflow: rest.workflow,
  isActive: rest.isActive,
  version: rest.version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
