import type { ApprovalDetail } from '@pantheon/contract'
import { Button, Card, Field, Textarea, toast, useKeptFocus } from '@pantheon/ui'
import { Check, Undo2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useApprovalActions } from './use-approvals.ts'

/**
 * The decision in the stage that the reader looked at. When the request moves to another stage that is also theirs to decide, its form is not
 * put under their pointer or focus: they open it first.
 */
export const Decision = ({ approval, onDelegate }: { approval: ApprovalDetail; onDelegate: () => void }) => {
  const { t } = useTranslation('approvals')
  const { round, stage, stages } = approval
  const turn = `${round}.${stage}`
  const [seen, setSeen] = useState(turn)
  const heading = useKeptFocus<HTMLHeadingElement>()
  if (seen === turn) return <DecisionForm approval={approval} onDelegate={onDelegate} />
  return (
    <Card className="border-accent-line p-5">
      <h2 ref={heading} tabIndex={-1} className="text-16 font-semibold">
        {t('decide.next.title', { stage, name: stages[stage - 1]?.name ?? '' })}
      </h2>
      <p className="mt-1 text-14 text-ink-muted">{t('decide.next.text')}</p>
      <Button variant="secondary" className="mt-4" onClick={() => setSeen(turn)}>
        {t('decide.next.do', { stage })}
      </Button>
    </Card>
  )
}

/** Approves, rejects or sends back, with a note. The input is kept after a refusal. */
const DecisionForm = ({ approval, onDelegate }: { approval: ApprovalDetail; onDelegate: () => void }) => {
  const { t } = useTranslation('approvals')
  const actions = useApprovalActions()
  const showError = useErrorToast()
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const { id, round, stage } = approval
  const isPending = actions.approve.isPending || actions.reject.isPending || actions.sendBack.isPending
  // A decision removes this form, and callbacks of `mutate` are not called after that.
  const end = (what: 'approve' | 'reject' | 'sendBack', answer: Promise<unknown>) =>
    answer.then(() => {
      toast.success(t(`decide.done.${what}`))
      setNote('')
    }, showError)
  const decide = (what: 'approve' | 'reject') => {
    if (isPending) return
    const words = note.trim()
    void end(what, actions[what].mutateAsync({ id, round, stage, ...(words !== '' && { note: words }) }))
  }
  const sendBack = () => {
    if (isPending) return
    if (note.trim() === '') {
      setMissing(true)
      field.current?.focus()
      return
    }
    void end('sendBack', actions.sendBack.mutateAsync({ id, round, stage, note: note.trim() }))
  }
  return (
    <Card className="border-accent-line p-5">
      <h2 className="text-16 font-semibold">{t('decide.title')}</h2>
      <Field label={t('decide.note')} help={t('decide.noteHelp')} error={isMissing ? t('decide.noteMissing') : undefined} className="mt-3">
        <Textarea
          ref={field}
          rows={3}
          maxLength={4000}
          value={note}
          onChange={({ target }) => {
            setNote(target.value)
            setMissing(false)
          }}
        />
      </Field>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button isPending={actions.approve.isPending} onClick={() => decide('approve')}>
          <Check aria-hidden />
          {t('decide.approve')}
        </Button>
        <Button variant="secondary" className="text-danger-text" isPending={actions.reject.isPending} onClick={() => decide('reject')}>
          <X aria-hidden />
          {t('decide.reject')}
        </Button>
        <Button variant="secondary" isPending={actions.sendBack.isPending} onClick={sendBack}>
          <Undo2 aria-hidden />
          {t('decide.sendBack')}
        </Button>
        {approval.obstacles.delegate === null && (
          <Button variant="ghost" onClick={onDelegate}>
            {t('decide.delegate')}
          </Button>
        )}
      </div>
    </Card>
  )
}

/** The requester's answer to an approval that was sent back. */
export const AnswerForm = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const { resubmit } = useApprovalActions()
  const showError = useErrorToast()
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = () => {
    if (note.trim() === '') return setMissing(true)
    resubmit.mutate({ id: approval.id, round: approval.round, note: note.trim() }, { onSuccess: () => toast.success(t('resubmit.done')), onError: showError })
  }
  const asked = approval.history.findLast(({ kind }) => kind === 'sent_back')
  return (
    <Card className="border-accent-line p-5">
      <h2 className="text-16 font-semibold">{t('resubmit.title')}</h2>
      {asked?.note && <blockquote className="mt-2 border-l-2 border-line-strong pl-3 text-14 whitespace-pre-line text-ink-muted">{asked.note}</blockquote>}
      <Field label={t('resubmit.note')} error={isMissing ? t('resubmit.missing') : undefined} className="mt-3">
        <Textarea
          rows={3}
          maxLength={4000}
          value={note}
          onChange={({ target }) => {
            setNote(target.value)
            setMissing(false)
          }}
        />
      </Field>
      <Button className="mt-4" isPending={resubmit.isPending} onClick={send}>
        {t('resubmit.send')}
      </Button>
    </Card>
  )
}
