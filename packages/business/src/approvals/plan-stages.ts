import type { Approver, Workflow } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import type { PlannedStage } from './approval.ts'
import { findTeamPeople, findVoices, type Voice } from './people.repo.ts'

/** The people a workflow stands for today, in an organization: those of them who may decide. */
export const planStages = async (db: Handle, organizationId: string, { stages }: Workflow): Promise<PlannedStage[]> => {
  const everybody = stages.flatMap(({ approvers, escalation }) => [...approvers, ...(escalation?.approvers ?? [])])
  const teamIds = [...new Set(everybody.flatMap((approver) => (approver.kind === 'team' ? [approver.id] : [])))]
  const voices = await findVoices(db, organizationId)
  const inTeams = await findTeamPeople(db, organizationId, teamIds)
  const isMeant = (voice: Voice, approver: Approver): boolean => {
    if (approver.kind === 'operators') return voice.isOperator
    if (approver.kind === 'role') return voice.role === approver.id
    if (voice.role === null) return false // an operator who does not belong here is meant only as such
    if (approver.kind === 'user') return voice.userId === approver.id
    return inTeams.some(({ teamId, userId }) => teamId === approver.id && userId === voice.userId)
  }
  const meant = (approvers: readonly Approver[]): string[] =>
    voices.filter((voice) => approvers.some((approver) => isMeant(voice, approver))).map(({ userId }) => userId)
  return stages.map(({ approvers, escalation, ...stage }) => ({
    ...stage,
    userIds: meant(approvers),
    escalation: escalation && { userIds: meant(escalation.approvers), quorum: escalation.quorum },
  }))
}
