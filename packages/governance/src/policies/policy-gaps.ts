import { isPlatformsOwn, type Policy, type PolicyGap } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { yieldIfLong } from '@pantheon/kernel'
import { findDeciders, findHolders } from '../people/people.repo.ts'
import { createStagePlanner } from './plan-stages.ts'
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

/** The organization whose members approve by a rule; null for the platform's own resources and for the platform's rules. */
const organizationOf = ({ organizationId, subject }: Rule): string | null => (isPlatformsOwn(subject) ? null : organizationId)

/** The possible requesters for rules: operators for the platform's own resources, else members who may order. */
const findAskers = async (db: Handle, organizationId: string | null): Promise<string[]> =>
  (organizationId === null ? await findDeciders(db, null) : await findHolders(db, organizationId, 'order:place')).map(({ userId }) => userId)

/** The platform's rules for orders name roles, whose members differ by organization, so only stages of operators can be counted. */
const isCountable = (policy: Rule, index: number): boolean =>
  policy.organizationId !== null ||
  isPlatformsOwn(policy.subject) ||
  policy.workflow.stages[index]?.approvers.every(({ kind }) => kind === 'operators') === true

/** The stages that nobody could pass today, by rule. The number of statements does not grow with the number of rules. */
export const findGaps = async (db: Handle, rules: readonly Rule[]): Promise<Map<string, PolicyGap[]>> => {
  const gaps = new Map<string, PolicyGap[]>()
  for (const organizationId of new Set(rules.map(organizationOf))) {
    const group = rules.filter((rule) => organizationOf(rule) === organizationId)
    const stagesOf = await createStagePlanner(db, organizationId, group)
    const askers = await findAskers(db, organizationId)
    for (const rule of group) {
      await yieldIfLong()
      const isUnknownWho = organizationId === null && !isPlatformsOwn(rule.subject)
      const found = gapsOf(stagesOf(rule), isUnknownWho ? null : askers)
      gaps.set(
        rule.id,
        found.filter(({ stage }) => isCountable(rule, stage - 1)),
      )
    }
  }
  return gaps
}

/** Converts rules to their wire format, each with the stages that nobody could pass today. Inactive rules block nobody. */
export const readPolicies = async (db: Handle, policies: readonly StoredPolicy[]): Promise<Policy[]> => {
  const gaps = await findGaps(
    db,
    policies.filter(({ isActive }) => isActive),
  )
  return policies.map((policy) => ({ ...toPolicy(policy), gaps: gaps.get(policy.id) ?? [] }))
}
