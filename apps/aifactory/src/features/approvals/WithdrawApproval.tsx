import type { ApprovalDetail } from '@pantheon/contract'
import { Button, Dialog, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { useApprovalActions } from './use-approvals.ts'

/** Withdraws an approval request, after a confirmation. */
export const WithdrawApproval = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const { cancel } = useApprovalActions()
  const showError = useErrorToast()
  const [isAsking, setAsking] = useState(false)
  const withdraw = () =>
    cancel.mutate({ id: approval.id }, { onSuccess: () => toast.success(t('withdraw.done')), onError: showError, onSettled: () => setAsking(false) })
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        {t('withdraw.button')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('withdraw.title')}
        description={t('withdraw.text')}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('withdraw.keep')}
            </Button>
            <Button variant="danger" isPending={cancel.isPending} onClick={withdraw}>
              {t('withdraw.do')}
            </Button>
          </>
        }
      />
    </>
  )
}
