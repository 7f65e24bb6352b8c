import type { Approver } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { type Decider, findDeciders, findTeamPeople } from '../people/people.repo.ts'
import type { PlannedStage } from './planned-stage.ts'
import { levelOf, type StoredPolicy } from './policy.ts'

/**
 * The stages of the rules, one rule after the other, with the current users of each: those of an organization who may decide,
 * and operators. Without an organization, for the platform's own resources, a rule matches operators only, in general or by
 * name: the requester chooses the organization, and so could choose who has which role in it.
 */
export const planStages = async (
  db: Handle,
  organizationId: string | null,
  rules: readonly Pick<StoredPolicy, 'id' | 'organizationId' | 'workflow'>[],
): Promise<PlannedStage[]> => {
  const stages = rules.flatMap((rule) => rule.workflow.stages.map((stage) => ({ ...stage, rule: { id: rule.id, level: levelOf(rule) } })))
  const everybody = stages.flatMap(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const teamIds = [...new Set(everybody.flatMap((approver) => (approver.kind === 'team' ? [approver.id] : [])))]
  const deciders = await findDeciders(db, organizationId)
  const inTeams = organizationId === null ? [] : await findTeamPeople(db, organizationId, teamIds)
  const isMeant = (decider: Decider, approver: Approver): boolean => {
    if (approver.kind === 'operators') return decider.isOperator
    if (approver.kind === 'role') return decider.role === approver.id
    // An operator who is not a member matches as an operator only.
    if (decider.role === null && organizationId !== null) return false
    if (approver.kind === 'user') return decider.userId === approver.id
    return inTeams.some(({ teamId, userId }) => teamId === approver.id && userId === decider.userId)
  }
  const meant = (approvers: readonly Approver[]): string[] =>
    deciders.filter((decider) => approvers.some((approver) => isMeant(decider, approver))).map(({ userId }) => userId)
  return stages.map(({ approvers, escalation, ...stage }) => ({
    ...stage,
    userIds: meant(approvers),
    escalation: escalation && { userIds: meant(escalation.approvers), quorum: escalation.quorum },
  }))
}
