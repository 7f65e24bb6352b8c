import { type ApprovalDetail, type ApprovalObstacle, orderTitle } from '@pantheon/contract'
import { Card, DateTime, DefinitionList, type Fact, Money, PageHeader, Skeleton, useKeptFocus } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { OrderRequest } from '../orders/OrderFacts.tsx'
import { BackLink } from '../shell/BackLink.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { ApprovalBadge } from './ApprovalBadge.tsx'
import { ApprovalHistory, Comments } from './ApprovalTalk.tsx'
import { AnswerForm, Decision } from './DecisionForm.tsx'
import { DelegateDialog } from './DelegateDialog.tsx'
import { DueTime } from './DueTime.tsx'
import { StagePath } from './StagePath.tsx'
import { useApprovedOrder } from './use-approvals.ts'
import { WithdrawApproval } from './WithdrawApproval.tsx'

type ObstacleWord = ApprovalObstacle extends infer O ? (O extends `${infer Noun}.${infer What}` ? `${Noun}_${What}` : never) : never

/** Why the user cannot decide the approval. */
const Blocked = ({ obstacle }: { obstacle: ApprovalObstacle }) => {
  const { t } = useTranslation('approvals')
  return (
    <Card className="flex items-start gap-3 bg-sunken p-4 shadow-none">
      <LockKeyhole aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="text-14">
        <h2 className="font-medium">{t('blocked')}</h2>
        <p className="mt-0.5 text-ink-muted">{t(`obstacle.${obstacle.replace('.', '_') as ObstacleWord}`)}</p>
      </div>
    </Card>
  )
}

const useLead = (approval: ApprovalDetail): string => {
  const { t, i18n } = useTranslation('approvals')
  const { status, awaits, obstacles, requester, stages, stage } = approval
  if (obstacles.decide === null) return t('lead.mine')
  if (obstacles.resubmit === null) return t('lead.answer')
  if (status !== 'pending') return t(`lead.${status}`)
  if (awaits === 'requester') return t('lead.sentBack', { name: requester.name })
  const waiting = stages[stage - 1]?.approvers.filter(({ vote }) => vote === null).map(({ holder }) => holder.name || t('approver.gone')) ?? []
  return t('lead.pending', { names: new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(waiting) })
}

const Facts = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const { account } = useAccount()
  const { amount, currency, requester, createdAt, dueAt, decidedAt, round, resourceType, resourceId, organizationId } = approval
  const facts: Fact[] = [
    ...(amount !== null && currency !== null ? [{ term: t('fact.amount'), value: <Money amount={amount} currency={currency} /> }] : []),
    ...(approval.class === null ? [] : [{ term: t('fact.class'), value: approval.class }]),
    { term: t('fact.requester'), value: requester.name || t('approver.gone') },
    ...(organizationId === account?.organization.id ? [] : [{ term: t('fact.organization'), value: approval.organizationName }]),
    { term: t('fact.asked'), value: <DateTime at={createdAt} /> },
    ...(dueAt === null ? [] : [{ term: t('fact.due'), value: <DueTime at={dueAt} /> }]),
    ...(decidedAt === null ? [] : [{ term: t('fact.decided'), value: <DateTime at={decidedAt} /> }]),
    ...(round > 1 ? [{ term: t('fact.round'), value: round }] : []),
    ...(resourceType === 'order'
      ? [
          {
            term: t('fact.subject'),
            value: (
              <Link to="/orders/$orderId" params={{ orderId: resourceId }} className="underline underline-offset-3">
                {t('openOrder')}
              </Link>
            ),
          },
        ]
      : []),
  ]
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('facts')}</h2>
      <DefinitionList facts={facts} />
      {approval.obstacles.cancel === null && approval.obstacles.decide !== null && (
        <div className="mt-4 border-t pt-4">
          <WithdrawApproval approval={approval} />
        </div>
      )}
    </Card>
  )
}

/** One approval: the order, its status, the user's actions, stages and approvers, comments and history. */
export const ApprovalView = ({ approval }: { approval: ApprovalDetail }) => {
  const { t } = useTranslation('approvals')
  const [isDelegating, setDelegating] = useState(false)
  const { obstacles } = approval
  const status = useKeptFocus<HTMLSpanElement>()
  const lead = useLead(approval)
  const { can } = useAccount()
  const order = useApprovedOrder(approval)
  usePageTitle(order.data ? orderTitle(order.data) : approval.title)
  return (
    <>
      <PageHeader
        above={<BackLink to="/approvals">{t('back')}</BackLink>}
        title={order.data ? orderTitle(order.data) : approval.title}
        badge={<ApprovalBadge approval={approval} />}
        description={
          <span ref={status} role="status" tabIndex={-1}>
            {lead}
          </span>
        }
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="space-y-6">
          {approval.resourceType === 'order' &&
            can('order:read') &&
            !order.isError &&
            (order.data ? <OrderRequest order={order.data} /> : <Skeleton shape="card" className="h-56" />)}
          {obstacles.decide === null && <Decision approval={approval} onDelegate={() => setDelegating(true)} />}
          {obstacles.resubmit === null && <AnswerForm key={approval.round} approval={approval} />}
          {approval.status === 'pending' && obstacles.decide !== null && obstacles.resubmit !== null && <Blocked obstacle={obstacles.decide} />}
          <StagePath stages={approval.stages} />
          <Comments approval={approval} />
        </div>
        <aside className="space-y-5">
          <Facts approval={approval} />
          <ApprovalHistory approval={approval} />
          {/* Beside a decision of one's own, withdrawing is no equal choice. */}
          {obstacles.cancel === null && obstacles.decide === null && <WithdrawApproval approval={approval} />}
        </aside>
      </div>
      <DelegateDialog approval={approval} isOpen={isDelegating} onOpenChange={setDelegating} />
    </>
  )
}
