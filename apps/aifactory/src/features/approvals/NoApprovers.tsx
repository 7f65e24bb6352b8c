import { errorOf } from '@pantheon/client/react'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { useGapWords } from './use-gap-words.ts'
import { usePolicy } from './use-policies.ts'
import { usePolicyWords } from './use-policy-words.ts'

interface Missing {
  policyId: string
  stage: string
  needed: number
  approvers: number
}

const RuleLink = ({ policyId }: Pick<Missing, 'policyId'>) => {
  const { t } = useTranslation()
  const inWords = usePolicyWords()
  const rule = usePolicy(policyId)
  return (
    <Link to="/admin/policies/$policyId" params={{ policyId }} className="font-medium underline underline-offset-4">
      {t('state.openRule')}
      {rule.data && `: ${inWords(rule.data)}`}
    </Link>
  )
}

const MissingApprovers = ({ policyId, stage, needed, approvers }: Missing) => {
  const { t } = useTranslation('approvals')
  const gapText = useGapWords()
  const { can } = useAccount()
  return (
    <>
      <p className="mt-2">{t('policies.unmetIn', { name: stage, gap: gapText({ needed, people: approvers }) })}</p>
      {can('policy:manage') && (
        <p className="mt-2">
          <RuleLink policyId={policyId} />
        </p>
      )}
    </>
  )
}

/**
 * Details of an error caused by a rule that cannot be satisfied: which stage lacks which approvers, and a link to the rule for those who may
 * change it.
 */
export const NoApprovers = ({ error }: { error: unknown }) => {
  if (!error) return null
  const { code, details } = errorOf(error)
  if (code !== 'approval.no_approvers' || typeof details.policyId !== 'string') return null
  return (
    <Suspense>
      <MissingApprovers {...(details as unknown as Missing)} />
    </Suspense>
  )
}
