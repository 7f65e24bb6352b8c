import { Badge, cn, PageHeader, Select } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { usePageTitle } from '../shell/use-page-title.ts'
import { ApprovalsTable } from './ApprovalsTable.tsx'
import { AwayPanel } from './AwayPanel.tsx'
import { approvalStatuses } from './approval-statuses.ts'
import { type ApprovalsFilter, useApprovalCounts } from './use-approvals.ts'

const views = ['mine', 'asked', 'all'] as const

const ViewSwitch = ({ view: current, onView }: { view: ApprovalsFilter['view']; onView: (view: ApprovalsFilter['view']) => void }) => {
  const { t } = useTranslation('approvals')
  const counts = useApprovalCounts()
  return (
    <div role="group" aria-label={t('view.label')} className="flex max-w-full gap-1 overflow-x-auto rounded-control bg-sunken p-1">
      {views.map((view) => {
        const count = view === 'all' ? 0 : (counts.data?.[view] ?? 0)
        return (
          <button
            key={view}
            type="button"
            aria-pressed={view === current}
            onClick={() => onView(view)}
            className={cn(
              'inline-flex h-8 items-center gap-2 rounded-control px-3 text-14 font-medium whitespace-nowrap text-ink-muted transition-colors hover:text-ink touch:h-11',
              view === current && 'bg-surface text-ink shadow-1',
            )}
          >
            {t(`view.${view}`)}
            {count > 0 && <Badge tone={view === 'mine' ? 'accent' : 'neutral'}>{count}</Badge>}
          </button>
        )
      })}
    </div>
  )
}

/** Approvals awaiting the user's decision, the user's own requests, and all. */
export const ApprovalsInbox = ({ filter, onFilter }: { filter: ApprovalsFilter; onFilter: (filter: ApprovalsFilter) => void }) => {
  const { t } = useTranslation('approvals')
  const { can } = useAccount()
  usePageTitle(t('title'))
  const lead = (
    <>
      <ViewSwitch view={filter.view} onView={(view) => onFilter({ ...filter, view })} />
      {filter.view !== 'mine' && (
        <Select
          aria-label={t('filter')}
          className="w-44"
          value={filter.status ?? ''}
          onChange={({ target }) => onFilter({ ...filter, status: approvalStatuses.find((status) => status === target.value) })}
        >
          <option value="">{t('anyState')}</option>
          {approvalStatuses.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </Select>
      )}
    </>
  )
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <ApprovalsTable
        filter={filter.view === 'mine' ? { ...filter, status: undefined } : filter}
        onSort={(sort) => onFilter({ ...filter, sort })}
        lead={lead}
      />
      {can('approval:decide') && <AwayPanel />}
    </>
  )
}
