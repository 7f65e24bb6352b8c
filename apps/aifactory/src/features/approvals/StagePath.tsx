import type { ApprovalStage, StageApprover } from '@pantheon/contract'
import { Badge, Card, cn, Medallion, RelativeTime, type Tone } from '@pantheon/ui'
import { Check, CircleDashed, CircleDot, Minus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

const marks = {
  waiting: { icon: CircleDashed, look: 'bg-sunken text-ink-faint', tone: 'neutral' },
  open: { icon: CircleDot, look: 'bg-accent text-accent-ink', tone: 'accent' },
  approved: { icon: Check, look: 'bg-success-soft text-success-text', tone: 'success' },
  rejected: { icon: X, look: 'bg-danger-soft text-danger-text', tone: 'danger' },
  over: { icon: Minus, look: 'bg-sunken text-ink-faint', tone: 'neutral' },
} as const satisfies Record<ApprovalStage['state'], { icon: typeof Check; look: string; tone: Tone }>

/** One approver of a stage: who decides, on whose behalf, and the decision, which is pending only while the stage is open. */
const ApproverLine = ({ approver, isOpen }: { approver: StageApprover; isOpen: boolean }) => {
  const { t } = useTranslation('approvals')
  const { owner, holder, deputy, vote } = approver
  const name = holder.name || t('approver.gone')
  const hints = [
    ...(owner.id === holder.id ? [] : [t('approver.inPlaceOf', { name: owner.name })]),
    ...(vote && vote.by.id !== holder.id ? [t('approver.by', { name: vote.by.name })] : []),
    ...(deputy ? [t('approver.deputy', { name: deputy.name })] : []),
  ]
  return (
    <li className="flex items-center gap-3 py-2">
      <span className="relative shrink-0" aria-hidden>
        <Medallion name={name} className={cn('size-8', vote === null && 'opacity-60')} />
        {vote && (
          <span
            className={cn(
              'absolute -right-1 -bottom-1 grid size-4 place-items-center rounded-full ring-2 ring-surface [&_svg]:size-2.5',
              vote.decision === 'approve' ? 'bg-success-soft text-success-text' : 'bg-danger-soft text-danger-text',
            )}
          >
            {vote.decision === 'approve' ? <Check strokeWidth={3} /> : <X strokeWidth={3} />}
          </span>
        )}
      </span>
      <div className="min-w-0 flex-1 text-14">
        <p className="truncate font-medium">{name}</p>
        {hints.map((hint) => (
          <p key={hint} className="text-13 text-ink-faint">
            {hint}
          </p>
        ))}
      </div>
      <div className="text-right text-13">
        {vote && <p className={vote.decision === 'approve' ? 'text-success-text' : 'text-danger-text'}>{t(`approver.${vote.decision}`)}</p>}
        {!vote && isOpen && <p className="text-ink-faint">{t('approver.waiting')}</p>}
        {vote && <RelativeTime at={vote.at} className="text-12 text-ink-faint" />}
      </div>
    </li>
  )
}

/** The stages in order, as a path: the current one, their approvers and quorums. */
export const StagePath = ({ stages }: { stages: readonly ApprovalStage[] }) => {
  const { t, i18n } = useTranslation('approvals')
  const names = (people: readonly { name: string }[]) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(people.map(({ name }) => name))
  return (
    <section aria-labelledby="stages">
      <h2 id="stages" className="mb-3 text-16 font-semibold">
        {t('path')}
      </h2>
      <ol>
        {stages.map((stage, index) => {
          const { icon: Icon, look, tone } = marks[stage.state]
          const given = stage.approvers.filter(({ vote }) => vote?.decision === 'approve').length
          return (
            <li key={index} aria-current={stage.state === 'open' ? 'step' : undefined} className="relative flex gap-3 pb-4 last:pb-0 md:gap-4">
              {index < stages.length - 1 && <span aria-hidden className="absolute top-8 bottom-0 left-4 w-px -translate-x-1/2 bg-line-strong" />}
              <span aria-hidden className={cn('relative grid size-8 shrink-0 place-items-center rounded-full [&_svg]:size-4', look)}>
                <Icon />
              </span>
              <Card className={cn('min-w-0 flex-1 p-4', stage.state === 'open' && 'border-accent-line')}>
                <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                  <h3 className="text-14 font-semibold">{stage.name}</h3>
                  <Badge tone={tone}>{t(`stageState.${stage.state}`)}</Badge>
                </div>
                <p className="mt-0.5 text-13 text-ink-muted">
                  {stage.level !== null && `${t(`stageLevel.${stage.level}`)} · `}
                  {t(`quorum.${stage.quorum.kind}`, { needed: stage.needed, count: stage.approvers.length })}
                  {stage.state === 'open' && stage.needed > 1 && ` · ${t('agreed', { given, needed: stage.needed })}`}
                  {stage.state === 'waiting' && ` · ${t('hours', { count: stage.deadlineHours })}`}
                </p>
                {stage.isEscalated && <p className="mt-1 text-13 text-warning-text">{t('escalated')}</p>}
                <ul className="mt-2 divide-y">
                  {stage.approvers.map((approver) => (
                    <ApproverLine key={approver.owner.id} approver={approver} isOpen={stage.state === 'open'} />
                  ))}
                </ul>
                {stage.escalatesTo.length > 0 && (stage.state === 'open' || stage.state === 'waiting') && (
                  <p className="mt-2 border-t pt-2 text-13 text-ink-faint">{t('escalatesTo', { names: names(stage.escalatesTo) })}</p>
                )}
              </Card>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
