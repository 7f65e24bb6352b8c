import { isPlatformsOwn, type Policy, type PolicyGap } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findDeciders, findHolders } from '../people/people.repo.ts'
import { planStages } from './plan-stages.ts'
import { neededOf, type PlannedStage } from './planned-stage.ts'
import { type StoredPolicy, toPolicy } from './policy.ts'

/** The most approvers that a stage can have over all possible requesters, as a requester cannot decide on their own request. */
const approversAtBest = ({ userIds }: PlannedStage, askers: readonly string[] | null): number => {
  const approvers = new Set(userIds)
  const isEachAskerAnApprover = askers !== null && askers.length > 0 && askers.every((id) => approvers.has(id))
  return isEachAskerAnApprover ? approvers.size - 1 : approvers.size
}

/** The stages that no request could pass, whichever of the `askers` made it; null when the possible requesters are unknown. */
export const gapsOf = (stages: readonly PlannedStage[], askers: readonly string[] | null): PolicyGap[] =>
  stages.flatMap((stage, index) => {
    const people = approversAtBest(stage, askers)
    const needed = Math.max(1, neededOf(stage.quorum, people))
    return people < needed ? [{ stage: index + 1, name: stage.name, needed, people }] : []
  })

type Rule = Pick<StoredPolicy, 'id' | 'organizationId' | 'subject' | 'workflow'>

/** The possible requesters for a rule: operators for the platform's own resources, else members who may order. */
const askersOf = async (db: Handle, { organizationId, subject }: Rule): Promise<string[] | null> => {
  if (isPlatformsOwn(subject)) return (await findDeciders(db, null)).map(({ userId }) => userId)
  if (organizationId === null) return null
  return (await findHolders(db, organizationId, 'order:place')).map(({ userId }) => userId)
}

/** The platform's rules for orders name roles, whose members differ by organization, so only stages of operators can be counted. */
const isCountable = (policy: Rule, index: number): boolean =>
  policy.organizationId !== null ||
  isPlatformsOwn(policy.subject) ||
  policy.workflow.stages[index]?.approvers.every(({ kind }) => kind === 'operators') === true

/** The stages of a rule that nobody could pass today. */
export const findGaps = async (db: Handle, policy: Rule): Promise<PolicyGap[]> => {
  const organizationId = isPlatformsOwn(policy.subject) ? null : policy.organizationId
  const gaps = gapsOf(await planStages(db, organizationId, [policy]), await askersOf(db, policy))
  return gaps.filter(({ stage }) => isCountable(policy, stage - 1))
}

/** Converts rules to their wire format, each with the stages that nobody could pass today. Inactive rules block nobody. */
export const readPolicies = async (db: Handle, policies: readonly StoredPolicy[]): Promise<Policy[]> => {
  const read: Policy[] = []
  for (const policy of policies) read.push({ ...toPolicy(policy), gaps: policy.isActive ? await findGaps(db, policy) : [] })
  return read
}
