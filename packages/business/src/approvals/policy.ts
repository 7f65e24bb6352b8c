import {
  type ApprovalResource,
  type Approver,
  type AwsActionClass,
  type Currency,
  type FieldError,
  formatAmount,
  type Policy,
  parseAmount,
  type Quorum,
  type UpdatePolicy,
  type Workflow,
} from '@pantheon/contract'
import { fail } from '@pantheon/kernel'

/** A rule as it is kept. `organizationId` is null for the platform's default. */
export interface StoredPolicy {
  id: string
  organizationId: string | null
  subject: ApprovalResource
  currency: Currency | null
  aboveMinor: number | null
  class: string | null
  workflow: Workflow
  isActive: boolean
  version: number
  createdAt: Date
  updatedAt: Date
}

/** What somebody wants to do. Money is in minor units. */
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

/** The more a rule says, the more specific it is: whose it is, of which currency or class, from which amount on. The oldest of equals. */
const bySpecificity = (a: StoredPolicy, b: StoredPolicy): number =>
  Number(b.organizationId !== null) - Number(a.organizationId !== null) ||
  Number(b.currency !== null) - Number(a.currency !== null) ||
  Number(b.class !== null) - Number(a.class !== null) ||
  (b.aboveMinor ?? -1) - (a.aboveMinor ?? -1) ||
  a.createdAt.getTime() - b.createdAt.getTime() ||
  (a.id < b.id ? -1 : 1)

/** The rule that counts for what somebody wants to do: the most specific active one that fits; null when none asks for an approval. */
export const ruleFor = (policies: readonly StoredPolicy[], intent: Intent): StoredPolicy | null =>
  policies.filter((policy) => fits(policy, intent)).sort(bySpecificity)[0] ?? null

const problemsOf = (approvers: readonly Approver[], quorum: Quorum, path: string): FieldError[] => {
  const named = new Set(approvers.map((approver) => JSON.stringify(approver)))
  const people = approvers.filter(({ kind }) => kind === 'user').length
  return [
    ...(named.size < approvers.length ? [{ path: `${path}.approvers`, message: 'Named twice' }] : []),
    // Of roles and teams nobody knows today how many they will be.
    ...(quorum.kind === 'count' && people === approvers.length && quorum.needed > people
      ? [{ path: `${path}.quorum.needed`, message: 'More than there are approvers' }]
      : []),
  ]
}

type Rule = Pick<UpdatePolicy, 'currency' | 'above' | 'class' | 'workflow' | 'isActive'>

/**
 * The rule in the shop's own units. Fails with `policy.bad_rule`, field by field: an amount needs a currency, money rules
 * have no class, AWS rules no amount, and the platform's rules name nobody in particular.
 */
export const checkRule = (
  level: Policy['level'],
  subject: ApprovalResource,
  rule: Rule,
): Pick<StoredPolicy, 'currency' | 'aboveMinor' | 'class' | 'workflow' | 'isActive'> => {
  const { currency, above, workflow, isActive } = rule
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
  const fields: FieldError[] = [
    ...(above !== null && currency === null ? [{ path: 'currency', message: 'An amount needs a currency' }] : []),
    ...(aboveMinor === undefined ? [{ path: 'above', message: 'More digits than the currency has' }] : []),
    ...(subject === 'aws_action' && (currency !== null || above !== null) ? [{ path: 'above', message: 'An AWS action has no amount' }] : []),
    ...(subject !== 'aws_action' && rule.class !== null ? [{ path: 'class', message: 'Only AWS actions have a class' }] : []),
    ...(level === 'platform' && everybody.some(isForeign)
      ? [{ path: 'workflow', message: 'A default of the platform names built-in roles and operators only' }]
      : []),
    ...stages,
  ]
  if (fields.length > 0 || aboveMinor === undefined) return fail('policy.bad_rule', {}, fields)
  return { currency, aboveMinor, class: rule.class, workflow, isActive }
}

/** The rule as it goes over the wire. */
export const toPolicy = ({ organizationId, aboveMinor, createdAt, updatedAt, ...rest }: StoredPolicy): Policy => ({
  id: rest.id,
  level: organizationId === null ? 'platform' : 'organization',
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
