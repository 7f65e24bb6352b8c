import type { Approver } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findDeciders, findTeamPeople } from '../people/people.repo.ts'
import type { PlannedStage } from './planned-stage.ts'
import { levelOf, type StoredPolicy } from './policy.ts'

type Rule = Pick<StoredPolicy, 'id' | 'organizationId' | 'workflow'>

const keyOf = (approver: Approver): string => (approver.kind === 'operators' ? approver.kind : `${approver.kind} ${approver.id}`)

/**
 * Reads the current approvers for all the rules together, and resolves to a function that returns the stages of one of them with its users:
 * those of an organization who may decide, and operators. Without an organization, for the platform's own resources, a rule matches
 * operators only, in general or by name: the requester chooses the organization, and so could choose who has which role in it.
 */
export const createStagePlanner = async (db: Handle, organizationId: string | null, rules: readonly Rule[]): Promise<(rule: Rule) => PlannedStage[]> => {
  const stages = rules.flatMap(({ workflow }) => workflow.stages)
  const everybody = stages.flatMap(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const teamIds = [...new Set(everybody.flatMap((approver) => (approver.kind === 'team' ? [approver.id] : [])))]
  const deciders = await findDeciders(db, organizationId)
  const inTeams = organizationId === null ? [] : await findTeamPeople(db, organizationId, teamIds)
  const places = new Map(deciders.map(({ userId }, place) => [userId, place]))
  const matching = new Map<string, string[]>()
  const match = (approver: Approver, userId: string): void => {
    const userIds = matching.get(keyOf(approver))
    if (userIds) userIds.push(userId)
    else matching.set(keyOf(approver), [userId])
  }
  for (const { userId, role, isOperator } of deciders) {
    if (isOperator) match({ kind: 'operators' }, userId)
    if (role !== null) match({ kind: 'role', id: role }, userId)
    // An operator who is not a member matches as an operator only.
    if (role !== null || organizationId === null) match({ kind: 'user', id: userId }, userId)
  }
  const members = new Set(deciders.flatMap(({ userId, role }) => (role === null ? [] : [userId])))
  for (const { teamId, userId } of inTeams) if (members.has(userId)) match({ kind: 'team', id: teamId }, userId)
  const usersOf = (approvers: readonly Approver[]): string[] => {
    const userIds = new Set(approvers.flatMap((approver) => matching.get(keyOf(approver)) ?? []))
    return [...userIds].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }
  return (rule) =>
    rule.workflow.stages.map(({ approvers, escalation, ...stage }) => ({
      ...stage,
      rule: { id: rule.id, level: levelOf(rule) },
      userIds: usersOf(approvers),
      escalation: escalation && { userIds: usersOf(escalation.approvers), quorum: escalation.quorum },
    }))
}

/** The stages of the rules, one rule after the other. */
export const planStages = async (db: Handle, organizationId: string | null, rules: readonly Rule[]): Promise<PlannedStage[]> =>
  rules.flatMap(await createStagePlanner(db, organizationId, rules))
