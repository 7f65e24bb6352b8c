import { useEveryMember } from '@pantheon/client/react'
import type { ApprovalDetail } from '@pantheon/contract'
import { Button, Dialog, Field, Select, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useApprovalActions } from './use-approvals.ts'

interface DelegateDialogProps {
  approval: ApprovalDetail
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Delegates the user's decision to another member. The requester and the other approvers of the stage are not offered. */
export const DelegateDialog = ({ approval, isOpen, onOpenChange }: DelegateDialogProps) => {
  const { t } = useTranslation('approvals')
  const members = useEveryMember(isOpen)
  const { delegate } = useApprovalActions()
  const showError = useErrorToast()
  const [userId, setUserId] = useState('')
  const [isMissing, setMissing] = useState(false)
  const seated = approval.stages[approval.stage - 1]?.approvers.map(({ holder }) => holder.id) ?? []
  const handOn = () => {
    if (userId === '') return setMissing(true)
    delegate.mutate(
      { id: approval.id, userId },
      { onSuccess: () => toast.success(t('delegate.done')), onError: showError, onSettled: () => onOpenChange(false) },
    )
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('delegate.title')}
      description={t('delegate.text')}
      actions={
        <>
          <Button variant="secondary" onClick={() => onOpenChange(false)}>
            {t('delegate.cancel')}
          </Button>
          <Button isPending={delegate.isPending} onClick={handOn}>
            {t('delegate.do')}
          </Button>
        </>
      }
    >
      <Field label={t('delegate.person')} error={isMissing ? t('delegate.missing') : undefined}>
        <Select
          value={userId}
          onChange={({ target }) => {
            setUserId(target.value)
            setMissing(false)
          }}
        >
          <option value="">{t('delegate.choose')}</option>
          {members
            ?.filter((member) => member.userId !== approval.requesterId && !seated.includes(member.userId))
            .map((member) => (
              <option key={member.userId} value={member.userId}>
                {member.name}
              </option>
            ))}
        </Select>
      </Field>
    </Dialog>
  )
}
