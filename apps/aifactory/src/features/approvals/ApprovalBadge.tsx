import type { Approval, ApprovalStatus } from '@pantheon/contract'
import { Badge, type Tone } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

const approvalTones: Record<ApprovalStatus, Tone> = {
  pending: 'warning',
  approved: 'success',
  rejected: 'danger',
  expired: 'danger',
  cancelled: 'neutral',
}

/** The status of an approval. */
export const ApprovalBadge = ({ approval }: { approval: Pick<Approval, 'status' | 'awaits'> }) => {
  const { t } = useTranslation('approvals')
  const isSentBack = approval.awaits === 'requester'
  return (
    <Badge tone={isSentBack ? 'info' : approvalTones[approval.status]} hasDot>
      {isSentBack ? t('sentBack') : t(`status.${approval.status}`)}
    </Badge>
  )
}
