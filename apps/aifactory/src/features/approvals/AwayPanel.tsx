import { useEveryMember } from '@pantheon/client/react'
import { Button, Card, Dialog, Field, formatDateTime, IconButton, Input, Select, toast } from '@pantheon/ui'
import { Plane, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useAbsences } from './use-approvals.ts'

const emptyDraft = { userId: '', from: '', to: '' }

/** Sets the user's out-of-office period and deputy. */
const AwayDialog = ({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) => {
  const { t } = useTranslation('approvals')
  const { account } = useAccount()
  const members = useEveryMember(isOpen)
  const { create } = useAbsences()
  const showError = useErrorToast()
  const [draft, setDraft] = useState(emptyDraft)
  const [hasTried, setTried] = useState(false)
  const { userId, from, to } = draft
  const isComplete = userId !== '' && from !== '' && to !== ''
  const save = () => {
    setTried(true)
    if (!isComplete) return
    create.mutate(
      { userId, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      {
        onSuccess: () => {
          toast.success(t('away.done'))
          setDraft(emptyDraft)
          setTried(false)
          onOpenChange(false)
        },
        onError: showError,
      },
    )
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('away.add')}
      description={t('away.text')}
      actions={
        <>
          <Button variant="secondary" onClick={() => onOpenChange(false)}>
            {t('away.cancel')}
          </Button>
          <Button isPending={create.isPending} onClick={save}>
            {t('away.save')}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label={t('away.person')} error={hasTried && !isComplete ? t('away.missing') : undefined}>
          <Select value={userId} onChange={({ target }) => setDraft({ ...draft, userId: target.value })}>
            <option value="">{t('delegate.choose')}</option>
            {members
              ?.filter((member) => member.userId !== account?.user.id)
              .map((member) => (
                <option key={member.userId} value={member.userId}>
                  {member.name}
                </option>
              ))}
          </Select>
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('away.from')}>
            <Input type="datetime-local" value={from} onChange={({ target }) => setDraft({ ...draft, from: target.value })} />
          </Field>
          <Field label={t('away.to')}>
            <Input type="datetime-local" value={to} onChange={({ target }) => setDraft({ ...draft, to: target.value })} />
          </Field>
        </div>
      </div>
    </Dialog>
  )
}

/** The out-of-office periods of the organization. */
export const AwayPanel = () => {
  const { t } = useTranslation('approvals')
  const { account, can } = useAccount()
  const { list, remove } = useAbsences()
  const showError = useErrorToast()
  const [isAdding, setAdding] = useState(false)
  const absences = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card className="mt-8 p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="flex items-center gap-2 text-16 font-semibold">
            <Plane aria-hidden className="size-4 text-ink-faint" />
            {t('away.title')}
          </h2>
          <p className="mt-1 text-14 text-ink-muted">{t('away.text')}</p>
        </div>
        <Button variant="secondary" onClick={() => setAdding(true)}>
          {t('away.add')}
        </Button>
      </div>
      {absences.length > 0 && (
        <ul className="mt-4 divide-y border-t">
          {absences.map(({ id, user, deputy, from, to }) => (
            <li key={id} className="flex items-center justify-between gap-3 py-2.5 text-14">
              <div className="min-w-0">
                <p>{t('away.line', { name: user.name, deputy: deputy.name })}</p>
                <p className="text-13 text-ink-faint">{t('away.period', { from: formatDateTime(from), to: formatDateTime(to) })}</p>
              </div>
              {(user.id === account?.user.id || can('policy:manage')) && (
                <IconButton
                  name={t('away.remove', { name: user.name })}
                  onClick={() => remove.mutate({ id }, { onSuccess: () => toast.success(t('away.removed')), onError: showError })}
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="mt-4 text-center">
          <Button variant="secondary" isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      <AwayDialog isOpen={isAdding} onOpenChange={setAdding} />
    </Card>
  )
}
