import { errorOf, errorText } from '@pantheon/client/react'
import type { Policy, UpdatePolicy } from '@pantheon/contract'
import { Button, ErrorSummary, languageOf } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PolicyFacts } from './PolicyFacts.tsx'
import { draftOf, emptyStage, moveStage, nameableIn, type PolicyDraft, problemsOf, ruleOf, type StageDraft } from './policy-draft.ts'
import { StageEditor } from './StageEditor.tsx'
import { useApproverChoice, useGaps } from './use-policies.ts'

export type SavedRule = Omit<UpdatePolicy, 'id' | 'version'> & Pick<PolicyDraft, 'level' | 'subject'>

interface PolicyFormProps {
  policy?: Policy
  error: unknown
  failures: number
  isPending: boolean
  onSave: (rule: SavedRule) => void
  /** Discards the input and loads the current rule, after an edit conflict. */
  onReload?: () => void
}

const problemId = (path: string): string | undefined => (path === 'above' || path === 'currency' ? path : undefined)

/** The form of a rule: what needs an approval, and its stages. The input is kept until it is saved. */
export const PolicyForm = ({ policy, error, failures, isPending, onSave, onReload }: PolicyFormProps) => {
  const { t, i18n } = useTranslation('approvals')
  const choice = useApproverChoice()
  const [draft, setDraft] = useState(() => draftOf(policy))
  const gaps = useGaps(draft)
  const [attempts, setAttempts] = useState(0)
  const problems = attempts === 0 ? [] : problemsOf(draft)
  const refused = error ? errorOf(error) : undefined
  const isStale = refused?.code === 'version.stale'
  const textOf = (fieldId: string): string | undefined => {
    const own = problems.find((problem) => problem.fieldId === fieldId)
    if (own) return t(`policies.problem.${own.problem}`)
    const path = refused?.fields.find((field) => problemId(field.path) === fieldId)?.path
    return path === 'above' || path === 'currency' ? t(`policies.problem.${path}`) : undefined
  }
  const setStages = (stages: StageDraft[]) => setDraft({ ...draft, stages })
  const { stages } = draft
  const save = (event: FormEvent) => {
    event.preventDefault()
    setAttempts(attempts + 1)
    if (isPending || problemsOf(draft).length > 0) return
    onSave({ ...ruleOf(draft), level: draft.level, subject: draft.subject })
  }
  const refusal = isStale ? t('policies.stale') : errorText(error, languageOf(i18n.language))
  return (
    <form noValidate onSubmit={save} className="max-w-3xl space-y-5">
      <ErrorSummary
        problems={problems.map(({ fieldId, problem }) => ({ fieldId, message: t(`policies.problem.${problem}`) }))}
        message={problems.length === 0 && refused ? refusal : undefined}
        attempt={attempts + failures}
      />
      {isStale && onReload && (
        <Button variant="secondary" onClick={onReload}>
          {t('policies.reload')}
        </Button>
      )}
      <PolicyFacts draft={draft} isNew={policy === undefined} errorOf={textOf} onChange={setDraft} />
      <section aria-labelledby="policy-stages" className="space-y-3">
        <h2 id="policy-stages" className="text-16 font-semibold">
          {t('policies.stages')}
        </h2>
        {stages.map((stage, index) => (
          <StageEditor
            key={stage.key}
            stage={stage}
            index={index}
            count={stages.length}
            nameable={nameableIn(draft)}
            choice={choice}
            gap={gaps.get(stage.key)}
            errorOf={textOf}
            onChange={(changed) => setStages(stages.with(index, changed))}
            onMove={(by) => setStages(moveStage(stages, index, by))}
            onRemove={() => setStages(stages.filter((one) => one !== stage))}
          />
        ))}
        {stages.length < 10 && (
          <Button variant="secondary" onClick={() => setStages([...stages, emptyStage()])}>
            <Plus aria-hidden />
            {t('policies.addStage')}
          </Button>
        )}
      </section>
      <div className="flex justify-end gap-2 border-t pt-5">
        <Button asChild variant="secondary">
          <Link to="/admin/policies">{t('policies.cancel')}</Link>
        </Button>
        <Button type="submit" isPending={isPending}>
          {t(policy ? 'policies.save' : 'policies.create')}
        </Button>
      </div>
    </form>
  )
}
