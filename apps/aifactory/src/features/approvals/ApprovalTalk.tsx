import { codeText, errorOf } from '@pantheon/client/react'
import type { ApprovalComment, ApprovalDetail, ApprovalEntry } from '@pantheon/contract'
import { Button, Card, Field, languageOf, Medallion, RelativeTime, Skeleton, Textarea, Timeline, type Tone } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useApprovalActions, useApprovalComments } from './use-approvals.ts'

/** One comment. */
const CommentItem = ({ by, text, at }: ApprovalComment) => {
  const { t } = useTranslation('approvals')
  const name = by?.name || t('approver.gone')
  return (
    <li className="flex gap-3">
      <span aria-hidden>
        <Medallion name={name} className="size-8" />
      </span>
      <div className="min-w-0 text-14">
        <p>
          <span className="font-medium">{name}</span> <RelativeTime at={at} className="text-12 text-ink-faint" />
        </p>
        <p className="break-words whitespace-pre-line">{text}</p>
      </div>
    </li>
  )
}

/** A countdown in seconds. */
const useWait = () => {
  const [left, wait] = useState(0)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => wait(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return { left, wait }
}

/** The comment form; the input is kept until it was accepted. */
const CommentForm = ({ approvalId }: { approvalId: string }) => {
  const { t, i18n } = useTranslation('approvals')
  const { comment } = useApprovalActions()
  const showError = useErrorToast()
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const { left, wait } = useWait()
  const send = () => {
    if (text.trim() === '') return setMissing(true)
    if (comment.isPending || left > 0) return
    const onError = (error: unknown) => {
      const { code, details } = errorOf(error)
      return code === 'approval.comments_too_fast' ? wait(Number(details.retryAfterSeconds)) : showError(error)
    }
    comment.mutate({ id: approvalId, text: text.trim() }, { onSuccess: () => setText(''), onError })
  }
  // The message is announced once; the countdown is rendered outside the live region.
  const problem = isMissing ? t('comment.missing') : left > 0 ? codeText('approval.comments_too_fast', undefined, languageOf(i18n.language)) : undefined
  return (
    <div className="mb-5 border-b pb-5">
      <Field label={t('comment.label')} error={problem} help={left > 0 ? t('comment.wait', { count: left }) : undefined}>
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
  )
}

/** The comments, newest first, and a form for another. */
export const Comments = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const comments = useApprovalComments(approval.id)
  const said = comments.data?.pages.flatMap(({ items }) => items)
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('comments')}</h2>
      {approval.obstacles.comment === null && <CommentForm approvalId={approval.id} />}
      {hasFailedToLoad(comments) && <PartError queries={[comments]} />}
      {comments.isPending && <Skeleton shape="text" className="h-16" />}
      {said?.length === 0 && <p className="text-14 text-ink-muted">{t('comment.none')}</p>}
      <ul className="space-y-4">
        {said?.map((comment) => (
          <CommentItem key={comment.id} {...comment} />
        ))}
      </ul>
      {comments.hasNextPage && (
        <Button variant="secondary" className="mt-4" isPending={comments.isFetchingNextPage} onClick={() => void comments.fetchNextPage()}>
          {t('comment.earlier')}
        </Button>
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

/** The history of an approval, oldest first. */
export const ApprovalHistory = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const nameOf = (person: { name: string } | null) => person?.name || t('approver.gone')
  const hintOf = ({ kind, stage, person }: ApprovalEntry): string =>
    [
      ...(approval.stages.length > 1 ? [t('inStage', { stage })] : []),
      ...(person && kind !== 'delegated' ? [t('approver.inPlaceOf', { name: nameOf(person) })] : []),
    ].join(' · ')
  return (
    <Card className="p-5">
      <h2 className="mb-4 text-16 font-semibold">{t('history')}</h2>
      <Timeline
        label={t('history')}
        items={approval.history.map((entry) => ({
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
