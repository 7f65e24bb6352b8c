import type { PolicyGap, Quorum } from '@pantheon/contract'
import { Card, Field, IconButton, Input, Select } from '@pantheon/ui'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ApproverPicker } from './ApproverPicker.tsx'
import { type Nameable, type PolicyProblem, type StageDraft, stageFieldId } from './policy-draft.ts'
import { useGapWords } from './use-gap-words.ts'
import type { ApproverChoice } from './use-policies.ts'

const quorums: readonly Quorum['kind'][] = ['any', 'all', 'count']

interface StageEditorProps {
  stage: StageDraft
  index: number
  count: number
  nameable: Nameable
  choice: ApproverChoice
  /** The approvers missing to pass it. */
  gap: Pick<PolicyGap, 'needed' | 'people'> | undefined
  errorOf: (fieldId: string) => string | undefined
  onChange: (stage: StageDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One stage of a rule: approvers, quorum, deadline and escalation. */
export const StageEditor = ({ stage, index, count, nameable, choice, gap, errorOf, onChange, onMove, onRemove }: StageEditorProps) => {
  const { t } = useTranslation('approvals')
  const gapText = useGapWords()
  const n = index + 1
  const field = (name: PolicyProblem) => ({ id: stageFieldId(stage, name), error: errorOf(stageFieldId(stage, name)) })
  const change = (part: Partial<StageDraft>) => onChange({ ...stage, ...part })
  return (
    <Card className="p-4 md:p-5">
      <div className="mb-3 flex items-center justify-between gap-2">
        <h3 className="flex items-center gap-2.5 text-14 font-semibold">
          <span aria-hidden className="grid size-7 place-items-center rounded-full bg-accent-soft text-13 text-accent-text tabular-nums">
            {n}
          </span>
          {t('policies.stage', { n })}
        </h3>
        <div className="flex">
          <IconButton name={t('policies.moveUp', { n })} disabled={index === 0} onClick={() => onMove(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton name={t('policies.moveDown', { n })} disabled={index === count - 1} onClick={() => onMove(1)}>
            <ArrowDown />
          </IconButton>
          <IconButton name={t('policies.removeStage', { n })} disabled={count === 1} onClick={onRemove}>
            <Trash2 />
          </IconButton>
        </div>
      </div>
      <div className="space-y-4">
        <Field {...field('name')} label={t('policies.name')}>
          <Input autoComplete="off" maxLength={80} value={stage.name} onChange={({ target }) => change({ name: target.value })} />
        </Field>
        <ApproverPicker
          {...field('approvers')}
          label={t('policies.approvers')}
          chosen={stage.approvers}
          onChange={(approvers) => change({ approvers })}
          choice={choice}
          nameable={nameable}
          warning={gap && gapText(gap)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('policies.quorum')}>
            <Select value={stage.quorum} onChange={({ target }) => change({ quorum: quorums.find((kind) => kind === target.value) ?? 'any' })}>
              {quorums.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`policies.quorums.${kind}`)}
                </option>
              ))}
            </Select>
          </Field>
          {stage.quorum === 'count' && (
            <Field {...field('needed')} label={t('policies.needed')}>
              <Input inputMode="numeric" value={stage.needed} onChange={({ target }) => change({ needed: target.value })} />
            </Field>
          )}
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...field('deadline')} label={t('policies.deadline')}>
            <Input inputMode="numeric" value={stage.deadline} onChange={({ target }) => change({ deadline: target.value })} />
          </Field>
          <Field {...field('remind')} label={t('policies.remind')} help={t('policies.remindHelp')}>
            <Input inputMode="numeric" value={stage.remind} onChange={({ target }) => change({ remind: target.value })} />
          </Field>
        </div>
        <Field label={t('policies.escalation')}>
          <Select value={stage.isEscalated ? 'escalate' : 'expire'} onChange={({ target }) => change({ isEscalated: target.value === 'escalate' })}>
            <option value="expire">{t('policies.escalations.expire')}</option>
            <option value="escalate">{t('policies.escalations.escalate')}</option>
          </Select>
        </Field>
        {stage.isEscalated && (
          <ApproverPicker
            {...field('escalation')}
            label={t('policies.escalateTo')}
            chosen={stage.escalateTo}
            onChange={(escalateTo) => change({ escalateTo })}
            choice={choice}
            nameable={nameable}
          />
        )}
      </div>
    </Card>
  )
}
