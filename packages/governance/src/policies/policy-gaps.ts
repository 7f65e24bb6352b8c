import { isPlatformsOwn, type Policy, type PolicyGap } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findHolders, findVoices } from '../people/people.repo.ts'
import { planStages } from './plan-stages.ts'
import { neededOf, type PlannedStage } from './planned-stage.ts'
import { type StoredPolicy, toPolicy } from './policy.ts'

/** How many approvers a stage has at most, over all who may ask: nobody decides about their own request. */
const approversAtBest = ({ userIds }: PlannedStage, askers: readonly string[] | null): number => {
  const approvers = new Set(userIds)
  const isEachAskerAnApprover = askers !== null && askers.length > 0 && askers.every((id) => approvers.has(id))
  return isEachAskerAnApprover ? approvers.size - 1 : approvers.size
}

/** The stages that no request could pass, whoever of the `askers` made it; null when it is not known who may ask. */
export const gapsOf = (stages: readonly PlannedStage[], askers: readonly string[] | null): PolicyGap[] =>
  stages.flatMap((stage, index) => {
    const people = approversAtBest(stage, askers)
    const needed = Math.max(1, neededOf(stage.quorum, people))
    return people < needed ? [{ stage: index + 1, name: stage.name, needed, people }] : []
  })

type Rule = Pick<StoredPolicy, 'id' | 'organizationId' | 'subject' | 'workflow'>

/** Who may ask for what a rule is about: operators for what is the platform's own, else those of the organization who may order. */
const askersOf = async (db: Handle, { organizationId, subject }: Rule): Promise<string[] | null> => {
  if (isPlatformsOwn(subject)) return (await findVoices(db, null)).map(({ userId }) => userId)
  if (organizationId === null) return null
  return (await findHolders(db, organizationId, 'order:place')).map(({ userId }) => userId)
}

/** The platform's rules about orders name roles, which every organization fills with people of its own: only operators can be counted. */
const isCountable = (policy: Rule, index: number): boolean =>
  policy.organizationId !== null ||
  isPlatformsOwn(policy.subject) ||
  policy.workflow.stages[index]?.approvers.every(({ kind }) => kind === 'operators') === true

/** The stages of a rule that nobody could pass today. */
export const findGaps = async (db: Handle, policy: Rule): Promise<PolicyGap[]> => {
  const home = isPlatformsOwn(policy.subject) ? null : policy.organizationId
  const gaps = gapsOf(await planStages(db, home, [policy]), await askersOf(db, policy))
  return gaps.filter(({ stage }) => isCountable(policy, stage - 1))
}

/** Rules as they go over the wire, each with the stages that nobody could pass today. What is switched off hinders nobody. */
export const readPolicies = async (db: Handle, policies: readonly StoredPolicy[]): Promise<Policy[]> => {
  const read: Policy[] = []
  for (const policy of policies) read.push({ ...toPolicy(policy), gaps: policy.isActive ? await findGaps(db, policy) : [] })
  return read
}
