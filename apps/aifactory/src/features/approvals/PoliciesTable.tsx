import { isLevelOf, type Policy } from '@pantheon/contract'
import { Badge, Button, Clamped, type Column, DataTable, EmptyState } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { usePolicies } from './use-policies.ts'
import { usePolicyWords } from './use-policy-words.ts'

const rowKey = (policy: Policy) => policy.id
const rowVersion = (policy: Policy) => policy.version

/** The rules, one per row. */
export const PoliciesTable = () => {
  const { t } = useTranslation('approvals')
  const policies = usePolicies()
  const inWords = usePolicyWords()
  const columns: Column<Policy>[] = [
    {
      id: 'rule',
      header: t('policies.column.rule'),
      isName: true,
      cell: (policy) => (
        <Link
          to="/admin/policies/$policyId"
          params={{ policyId: policy.id }}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <Clamped>{inWords(policy)}</Clamped>
        </Link>
      ),
    },
    {
      id: 'stages',
      header: t('policies.column.stages'),
      isText: true,
      cell: ({ workflow }) => <Clamped>{workflow.stages.map(({ name }) => name).join(' → ')}</Clamped>,
    },
    { id: 'level', header: t('policies.column.level'), cell: ({ level }) => t(`policies.level.${level}`) },
    {
      id: 'state',
      header: t('policies.column.state'),
      cell: ({ isActive, subject, level, gaps }) =>
        gaps.length > 0 ? (
          <Badge tone="warning" hasDot>
            {t('policies.unmet')}
          </Badge>
        ) : isLevelOf(subject, level) ? (
          <Badge tone={isActive ? 'success' : 'neutral'} hasDot>
            {t(isActive ? 'policies.active' : 'policies.inactive')}
          </Badge>
        ) : (
          <Badge tone="warning" hasDot>
            {t('policies.notInForce')}
          </Badge>
        ),
    },
  ]
  if (policies.isError && !policies.data) return <QueryError error={policies.error} onRetry={() => void policies.refetch()} />
  if (policies.data?.length === 0) {
    const first = (
      <Button asChild>
        <Link to="/admin/policies/new">{t('policies.new')}</Link>
      </Button>
    )
    return (
      <EmptyState icon={<Scale />} title={t('policies.empty')} actions={first}>
        {t('policies.emptyText')}
      </EmptyState>
    )
  }
  return <DataTable caption={t('policies.title')} columns={columns} rows={policies.data} rowKey={rowKey} rowVersion={rowVersion} skeletonRows={3} />
}
