import type { Approval, ApprovalSort } from '@pantheon/contract'
import { Button, Clamped, type Column, DataTable, DateTime, EmptyState, Money, RowText, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { ApprovalBadge } from './ApprovalBadge.tsx'
import { approvalSorts } from './approval-sorts.ts'
import { DueTime } from './DueTime.tsx'
import { type ApprovalsFilter, useApprovals } from './use-approvals.ts'

const rowKey = (approval: Approval) => approval.id
const rowVersion = (approval: Approval) => approval.version

const Nothing = ({ view }: Pick<ApprovalsFilter, 'view'>) => {
  const { t } = useTranslation('approvals')
  const rules = (
    <Button asChild variant="secondary">
      <Link to="/admin/policies">{t('empty.toRules')}</Link>
    </Button>
  )
  return (
    <EmptyState icon={<Stamp />} title={t(`empty.${view}`)} actions={view === 'all' ? rules : undefined}>
      {t(`empty.${view}Text`)}
    </EmptyState>
  )
}

interface ApprovalsTableProps {
  filter: ApprovalsFilter
  onSort: (sort: ApprovalSort) => void
  /** Filters, on the same line as the column menu. */
  lead: ReactNode
}

/** Approvals, filtered and sorted by the URL. */
export const ApprovalsTable = ({ filter, onSort, lead }: ApprovalsTableProps) => {
  const { t } = useTranslation('approvals')
  const { t: desk } = useTranslation('desk')
  const { sort } = filter
  const approvals = useApprovals(filter)
  const rows = approvals.data?.pages.flatMap((page) => page.items)
  const columns: Column<Approval>[] = [
    {
      id: 'about',
      header: t('column.about'),
      isName: true,
      cell: (approval) => (
        <RowText quiet={t(`resource.${approval.resourceType}`)}>
          <Link
            to="/approvals/$approvalId"
            params={{ approvalId: approval.id }}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            <Clamped>{approval.title}</Clamped>
          </Link>
        </RowText>
      ),
    },
    { id: 'state', header: t('column.state'), cell: (approval) => <ApprovalBadge approval={approval} /> },
    {
      id: 'stage',
      header: t('column.stage'),
      isText: true,
      cell: ({ stage, stages }) => <Clamped>{t('stageOf', { stage, total: stages.length, name: stages[stage - 1]?.name ?? '' })}</Clamped>,
    },
    { id: 'requester', header: t('column.requester'), isText: true, cell: ({ requester }) => <Clamped>{requester.name || t('approver.gone')}</Clamped> },
    {
      id: 'asked',
      header: t('column.asked'),
      isSortable: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'due',
      header: t('column.due'),
      isSortable: true,
      cell: ({ dueAt }) => (dueAt === null ? '–' : <DueTime at={dueAt} className="whitespace-nowrap" />),
    },
    {
      id: 'amount',
      header: t('column.amount'),
      align: 'end',
      isSortable: true,
      cell: ({ amount, currency }) => (amount === null || currency === null ? '–' : <Money amount={amount} currency={currency} />),
    },
  ]
  const choice = useColumnChoice('approvals', columns)
  const isByAmount = approvalSorts[sort].column === 'amount'
  const hasCurrencies = new Set(rows?.flatMap(({ currency }) => currency ?? [])).size > 1
  if (approvals.isError && !rows) return <QueryError error={approvals.error} onRetry={() => void approvals.refetch()} />
  const tools = (
    <TableTools choice={choice} sorts={approvalSorts} sort={sort} onSort={onSort}>
      {lead}
      {isByAmount && hasCurrencies && desk('sort.eachCurrency')}
    </TableTools>
  )
  return (
    <>
      <DataTable
        caption={t(`view.${filter.view}`)}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        rowVersion={rowVersion}
        sort={approvalSorts[sort]}
        onSort={(column) => onSort(sortPressed(approvalSorts, sort, column))}
        skeletonRows={2}
        tools={tools}
        empty={<Nothing view={filter.view} />}
        hasKeys
        className={approvals.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}
      />
      {approvals.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={approvals.isFetchingNextPage} onClick={() => void approvals.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
