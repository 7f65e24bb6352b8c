import { isLevelOf, type Policy } from '@pantheon/contract'
import { Badge, Button, Dialog, PageHeader, toast } from '@pantheon/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { BackLink } from '../shell/BackLink.tsx'
import { PageWaiting } from '../shell/PageWaiting.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { usePageTitle } from '../shell/use-page-title.ts'
import { PoliciesTable } from './PoliciesTable.tsx'
import { PolicyForm } from './PolicyForm.tsx'
import { PolicyGaps } from './PolicyGaps.tsx'
import { usePolicy, usePolicyActions } from './use-policies.ts'
import { usePolicyWords } from './use-policy-words.ts'

const Above = () => {
  const { t } = useTranslation('approvals')
  return <BackLink to="/admin/policies">{t('policies.back')}</BackLink>
}

/** The list of all rules. */
export const PoliciesPage = () => {
  const { t } = useTranslation('approvals')
  usePageTitle(t('policies.title'))
  const add = (
    <Button asChild>
      <Link to="/admin/policies/new">
        <Plus aria-hidden />
        {t('policies.new')}
      </Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t('policies.title')} description={t('policies.description')} actions={add} />
      <PoliciesTable />
    </>
  )
}

/** The page that creates a rule. */
export const NewPolicyPage = () => {
  const { t } = useTranslation('approvals')
  const { create } = usePolicyActions()
  const navigate = useNavigate()
  usePageTitle(t('policies.new'))
  const onSuccess = ({ id, gaps }: Policy) => {
    toast.success(t('policies.made'))
    // A rule that cannot be satisfied is shown with its missing approvers.
    if (gaps.length > 0) void navigate({ to: '/admin/policies/$policyId', params: { policyId: id } })
    else void navigate({ to: '/admin/policies' })
  }
  return (
    <>
      <PageHeader above={<Above />} title={t('policies.new')} description={t('policies.newText')} />
      <PolicyForm error={create.error} failures={create.failureCount} isPending={create.isPending} onSave={(rule) => create.mutate(rule, { onSuccess })} />
    </>
  )
}

const RemovePolicy = ({ policy }: { policy: Policy }) => {
  const { t } = useTranslation('approvals')
  const { remove } = usePolicyActions()
  const navigate = useNavigate()
  const showError = useErrorToast()
  const [isAsking, setAsking] = useState(false)
  const onSuccess = () => {
    toast.success(t('policies.removed'))
    void navigate({ to: '/admin/policies' })
  }
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking(true)}>
        {t('policies.remove')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('policies.removeTitle')}
        description={t('policies.removeText')}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('policies.keep')}
            </Button>
            <Button
              variant="danger"
              isPending={remove.isPending}
              onClick={() => remove.mutate({ id: policy.id, version: policy.version }, { onSuccess, onError: showError, onSettled: () => setAsking(false) })}
            >
              {t('policies.remove')}
            </Button>
          </>
        }
      />
    </>
  )
}

const EditPolicy = ({ policy, onReload }: { policy: Policy; onReload: () => void }) => {
  const { t } = useTranslation('approvals')
  const inWords = usePolicyWords()
  const { account } = useAccount()
  const { update } = usePolicyActions()
  const navigate = useNavigate()
  usePageTitle(inWords(policy))
  const isOwn = policy.level === 'organization' || account?.user.role === 'admin'
  const isInForce = isLevelOf(policy.subject, policy.level)
  const badge = !isInForce ? 'notInForce' : policy.isActive ? undefined : 'inactive'
  const onSuccess = () => {
    toast.success(t('policies.saved'))
    void navigate({ to: '/admin/policies' })
  }
  return (
    <>
      <PageHeader
        above={<Above />}
        title={inWords(policy)}
        badge={
          badge && (
            <Badge tone={isInForce ? 'neutral' : 'warning'} hasDot>
              {t(`policies.${badge}`)}
            </Badge>
          )
        }
        description={!isInForce ? t('policies.notInForceText') : isOwn ? undefined : t('policies.readOnly')}
        actions={isOwn ? <RemovePolicy policy={policy} /> : undefined}
      />
      <PolicyGaps policy={policy} />
      <fieldset disabled={!isOwn || !isInForce} className="min-w-0">
        <PolicyForm
          policy={policy}
          error={update.error}
          failures={update.failureCount}
          isPending={update.isPending}
          onSave={({ level: _, subject: __, ...rule }) => update.mutate({ ...rule, id: policy.id, version: policy.version }, { onSuccess })}
          onReload={onReload}
        />
      </fieldset>
    </>
  )
}

/** The page that edits a rule. The form keeps the rule it was opened with, so that the save is based on the version that was read. */
export const PolicyPage = ({ policyId }: { policyId: string }) => {
  const policy = usePolicy(policyId)
  const [opened, setOpened] = useState<Policy>()
  if (policy.data && opened?.id !== policyId) setOpened(policy.data)
  const reload = async () => setOpened((await policy.refetch()).data)
  if (opened?.id === policyId) return <EditPolicy key={`${opened.id} ${opened.version}`} policy={opened} onReload={() => void reload()} />
  if (policy.isError) return <QueryError error={policy.error} onRetry={() => void policy.refetch()} />
  return <PageWaiting shape="form" />
}
