import type { ApprovalDetail, ApprovalEntry } from '@pantheon/contract'
import { Button, Card, Field, Medallion, RelativeTime, Textarea, Timeline, type Tone } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useApprovalActions } from './use-approvals.ts'

/** What people said, and saying something. */
export const Comments = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const { comment } = useApprovalActions()
  const showError = useErrorToast()
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = () => {
    if (text.trim() === '') return setMissing(true)
    comment.mutate({ id: approval.id, text: text.trim() }, { onSuccess: () => setText(''), onError: showError })
  }
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('comments')}</h2>
      {approval.comments.length === 0 && <p className="text-14 text-ink-muted">{t('comment.none')}</p>}
      <ul className="space-y-4">
        {approval.comments.map(({ id, by, text: said, at }) => (
          <li key={id} className="flex gap-3">
            <span aria-hidden>
              <Medallion name={by?.name || t('seat.gone')} className="size-8" />
            </span>
            <div className="min-w-0 text-14">
              <p>
                <span className="font-medium">{by?.name || t('seat.gone')}</span> <RelativeTime at={at} className="text-12 text-ink-faint" />
              </p>
              <p className="break-words whitespace-pre-line">{said}</p>
            </div>
          </li>
        ))}
      </ul>
      {approval.obstacles.comment === null && (
        <div className="mt-4 border-t pt-4">
          <Field label={t('comment.label')} error={isMissing ? t('comment.missing') : undefined}>
            <Textarea
              rows={2}
              maxLength={4000}
              className="min-h-16"
              value={text}
              onChange={({ target }) => {
                setText(target.value)
                setMissing(false)
              }}
            />
          </Field>
          <Button variant="secondary" className="mt-3" isPending={comment.isPending} onClick={send}>
            {t('comment.send')}
          </Button>
        </div>
      )}
    </Card>
  )
}

const tones: Record<ApprovalEntry['kind'], Tone> = {
  opened: 'accent',
  approved: 'success',
  rejected: 'danger',
  sent_back: 'warning',
  resubmitted: 'accent',
  delegated: 'neutral',
  commented: 'neutral',
  reminded: 'info',
  escalated: 'warning',
  expired: 'danger',
  cancelled: 'neutral',
}

/** Everything that was done, oldest first. */
export const ApprovalHistory = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const nameOf = (person: { name: string } | null) => person?.name || t('seat.gone')
  const hintOf = ({ kind, stage, person }: ApprovalEntry): string =>
    [
      ...(approval.stages.length > 1 ? [t('inStage', { stage })] : []),
      ...(person && kind !== 'delegated' ? [t('seat.inPlaceOf', { name: nameOf(person) })] : []),
    ].join(' · ')
  return (
    <Card className="p-5">
      <h2 className="mb-4 text-16 font-semibold">{t('history')}</h2>
      <Timeline
        label={t('history')}
        items={approval.history
          .filter(({ kind }) => kind !== 'commented')
          .map((entry) => ({
            id: entry.id,
            at: entry.at,
            tone: tones[entry.kind],
            title: t(`event.${entry.kind}`, { name: nameOf(entry.by), person: nameOf(entry.person) }),
            detail: (
              <>
                {hintOf(entry)}
                {entry.note && <span className="mt-0.5 block break-words whitespace-pre-line text-ink">{entry.note}</span>}
              </>
            ),
          }))}
      />
    </Card>
  )
}
