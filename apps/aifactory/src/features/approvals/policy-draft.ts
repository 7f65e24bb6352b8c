import {
  Amount,
  type ApprovalResource,
  type Approver,
  type AwsActionClass,
  type Currency,
  currencyDigits,
  isLevelOf,
  isPlatformsOwn,
  type Policy,
  parseAmount,
  policyLevelsOf,
  type Quorum,
  typedNumber,
  type UpdatePolicy,
} from '@pantheon/contract'

/** A stage as form values. `key` stays the same when the stage moves. */
export interface StageDraft {
  key: string
  name: string
  approvers: string[]
  quorum: Quorum['kind']
  needed: string
  deadline: string
  remind: string
  isEscalated: boolean
  escalateTo: string[]
  /** Not editable in the form; the stored value is kept. */
  escalationQuorum: Quorum
}

/** A rule as form values. */
export interface PolicyDraft {
  level: Policy['level']
  subject: ApprovalResource
  currency: Currency | ''
  above: string
  class: AwsActionClass | ''
  isActive: boolean
  stages: StageDraft[]
}

/** An approver as a select value: `operators`, `role:admin`, `team:…`, `user:…`. */
const codeOf = (approver: Approver): string => (approver.kind === 'operators' ? 'operators' : `${approver.kind}:${approver.id}`)

const approverOf = (code: string): Approver => {
  const [kind, id = ''] = code.split(':')
  if (kind === 'role' || kind === 'team' || kind === 'user') return { kind, id }
  return { kind: 'operators' }
}

let stagesMade = 0
/** A new stage with default values. */
export const emptyStage = (): StageDraft => ({
  key: `stage-${++stagesMade}`,
  name: '',
  approvers: [],
  quorum: 'any',
  needed: '2',
  deadline: '48',
  remind: '',
  isEscalated: false,
  escalateTo: [],
  escalationQuorum: { kind: 'any' },
})

/** The initial form values, of a rule or of a new one. */
export const draftOf = (policy?: Policy): PolicyDraft =>
  policy
    ? {
        level: policy.level,
        subject: policy.subject,
        currency: policy.currency ?? '',
        above: policy.above ?? '',
        class: policy.class ?? '',
        isActive: policy.isActive,
        stages: policy.workflow.stages.map(({ name, approvers, quorum, deadlineHours, remindHours, escalation }) => ({
          ...emptyStage(),
          name,
          approvers: approvers.map(codeOf),
          quorum: quorum.kind,
          needed: quorum.kind === 'count' ? String(quorum.needed) : '2',
          deadline: String(deadlineHours),
          remind: remindHours === null ? '' : String(remindHours),
          isEscalated: escalation !== null,
          escalateTo: escalation?.approvers.map(codeOf) ?? [],
          escalationQuorum: escalation?.quorum ?? { kind: 'any' },
        })),
      }
    : { level: 'organization', subject: 'order', currency: 'USD', above: '', class: '', isActive: true, stages: [emptyStage()] }

/** Changes the subject of the draft; the level is kept where it is valid for the new subject. */
export const withSubject = (draft: PolicyDraft, subject: ApprovalResource): PolicyDraft => ({
  ...draft,
  subject,
  level: isLevelOf(subject, draft.level) ? draft.level : policyLevelsOf[subject][0],
})

/**
 * The approvers a rule can name: members, teams and roles of the organization (`everybody`), the platform's roles and operators (`roles`), or
 * operators only.
 */
export type Nameable = 'everybody' | 'roles' | 'operators'
export const nameableIn = ({ subject, level }: Pick<PolicyDraft, 'subject' | 'level'>): Nameable =>
  isPlatformsOwn(subject) ? 'operators' : level === 'platform' ? 'roles' : 'everybody'

/** Moves a stage up or down; returns the same order at either end. */
export const moveStage = (stages: readonly StageDraft[], from: number, by: -1 | 1): StageDraft[] => {
  const moved = stages[from]
  const other = stages[from + by]
  return moved && other ? stages.with(from, other).with(from + by, moved) : [...stages]
}

export type PolicyProblem = 'above' | 'currency' | 'name' | 'approvers' | 'needed' | 'deadline' | 'remind' | 'escalation' | 'workflow' | 'operators'
/** A validation error of a draft, with its field. */
export interface DraftProblem {
  fieldId: string
  problem: PolicyProblem
}

/** The id of a stage's field, based on the stage's `key`. */
export const stageFieldId = (stage: Pick<StageDraft, 'key'>, field: PolicyProblem): string => `${stage.key}-${field}`

const wholeNumber = (text: string): number => {
  const typed = typedNumber(text).trim()
  return /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN
}
const amountTyped = (text: string): string => typedNumber(text).trim()
const isPersonal = (code: string): boolean => code.startsWith('user:') || code.startsWith('team:') || /^role:[0-9a-f-]{36}$/.test(code)

const problemsOfStage = (stage: StageDraft, nameable: Nameable): DraftProblem[] => {
  const at = (problem: PolicyProblem): DraftProblem => ({ fieldId: stageFieldId(stage, problem), problem })
  const { approvers, quorum, isEscalated, escalateTo } = stage
  const [deadline, needed, remind] = [wholeNumber(stage.deadline), wholeNumber(stage.needed), wholeNumber(stage.remind)]
  const isCounted = approvers.every((code) => code.startsWith('user:'))
  const named = [...approvers, ...(isEscalated ? escalateTo : [])]
  return [
    ...(stage.name.trim() === '' ? [at('name')] : []),
    ...(approvers.length === 0 ? [at('approvers')] : []),
    ...(nameable === 'roles' && named.some(isPersonal) ? [{ fieldId: stageFieldId(stage, 'approvers'), problem: 'workflow' as const }] : []),
    ...(nameable === 'operators' && named.some((code) => code !== 'operators')
      ? [{ fieldId: stageFieldId(stage, 'approvers'), problem: 'operators' as const }]
      : []),
    ...(quorum === 'count' && (!(needed >= 1 && needed <= 50) || (isCounted && needed > approvers.length)) ? [at('needed')] : []),
    ...(deadline >= 1 && deadline <= 2160 ? [] : [at('deadline')]),
    ...(stage.remind.trim() !== '' && !(remind >= 1 && remind < deadline) ? [at('remind')] : []),
    ...(isEscalated && escalateTo.length === 0 ? [at('escalation')] : []),
  ]
}

/** All validation errors of a draft, in the order of the form. */
export const problemsOf = ({ subject, currency, above, level, stages }: PolicyDraft): DraftProblem[] => {
  const isMoney = subject !== 'aws_action' && above.trim() !== ''
  const isAmount = currency === '' || (Amount.safeParse(amountTyped(above)).success && parseAmount(amountTyped(above), currency) !== undefined)
  return [
    ...(isMoney && currency === '' ? [{ fieldId: 'currency', problem: 'currency' as const }] : []),
    ...(isMoney && !isAmount ? [{ fieldId: 'above', problem: 'above' as const }] : []),
    ...stages.flatMap((stage) => problemsOfStage(stage, nameableIn({ subject, level }))),
  ]
}

/** The rule for a draft without validation errors. */
export const ruleOf = ({ subject, currency, above, class: kind, isActive, stages }: PolicyDraft): Omit<UpdatePolicy, 'id' | 'version'> => {
  const isAws = subject === 'aws_action'
  return {
    currency: isAws || currency === '' ? null : currency,
    above: isAws || above.trim() === '' ? null : amountTyped(above),
    class: isAws && kind !== '' ? kind : null,
    isActive,
    workflow: {
      stages: stages.map((stage) => ({
        name: stage.name.trim(),
        approvers: stage.approvers.map(approverOf),
        quorum: stage.quorum === 'count' ? { kind: 'count', needed: wholeNumber(stage.needed) } : { kind: stage.quorum },
        deadlineHours: wholeNumber(stage.deadline),
        remindHours: stage.remind.trim() === '' ? null : wholeNumber(stage.remind),
        escalation: stage.isEscalated ? { approvers: stage.escalateTo.map(approverOf), quorum: stage.escalationQuorum } : null,
      })),
    },
  }
}

/** An example amount with the currency's digits. */
export const exampleAmount = (currency: Currency | ''): string => (currency !== '' && currencyDigits[currency] === 0 ? '50000' : '500.00')
