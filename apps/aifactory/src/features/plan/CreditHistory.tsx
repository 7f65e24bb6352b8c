import type { CreditEntry } from '@pantheon/contract'
import { Badge, Button, Clamped, type Column, DataTable, DateTime, EmptyState, type Tone } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Coins } from 'lucide-react'
import { QueryError } from '../shell/QueryError.tsx'
import { taskWords, usePlanWords } from './plan-words.ts'
import { useCreditEntries } from './use-plan.ts'

const rowKey = ({ id }: CreditEntry) => id
const tones: Record<CreditEntry['kind'], Tone> = { grant: 'success', reserve: 'warning', settle: 'neutral', release: 'info', expire: 'neutral' }
const signed = (change: number): string => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '–')

/** The purpose of an entry, with a link where it has a page. */
const Purpose = ({ entry: { kind, work, plan, periodStart } }: { entry: CreditEntry }) => {
  const { t, nameOf, day } = usePlanWords()
  if (kind === 'grant') return plan ? t('history.grantPlan', { plan: nameOf(plan) }) : t('history.grant', { date: day(periodStart) })
  if (!work) return kind === 'expire' ? t('history.expire', { date: day(periodStart) }) : t('history.job')
  const words = <Clamped>{taskWords(work.task, work.title, t)}</Clamped>
  const look = 'underline underline-offset-3'
  if (work.courseId)
    return (
      <Link to="/courses/$courseId" params={{ courseId: work.courseId }} className={look}>
        {words}
      </Link>
    )
  if (work.orderId)
    return (
      <Link to="/orders/$orderId" params={{ orderId: work.orderId }} className={look}>
        {words}
      </Link>
    )
  return words
}

/** All credit entries, newest first. */
export const CreditHistory = () => {
  const { t } = usePlanWords()
  const entries = useCreditEntries()
  const rows = entries.data?.pages.flatMap((page) => page.items)
  const columns: Column<CreditEntry>[] = [
    { id: 'what', header: t('history.what'), isName: true, cell: (entry) => <Purpose entry={entry} /> },
    { id: 'kind', header: t('history.change'), cell: ({ kind }) => <Badge tone={tones[kind]}>{t(`history.kind.${kind}`)}</Badge> },
    { id: 'when', header: t('history.when'), cell: ({ createdAt }) => <DateTime at={createdAt} className="whitespace-nowrap text-ink-muted" /> },
    { id: 'change', header: t('history.amount'), align: 'end', cell: ({ change }) => <span className="tabular-nums">{signed(change)}</span> },
    { id: 'left', header: t('history.left'), align: 'end', cell: ({ balanceAfter }) => <span className="tabular-nums">{balanceAfter}</span> },
  ]
  const list = () => {
    if (entries.isError && !rows) return <QueryError error={entries.error} onRetry={() => void entries.refetch()} />
    if (rows?.length === 0) {
      return (
        <EmptyState icon={<Coins />} title={t('history.emptyTitle')}>
          {t('history.emptyText')}
        </EmptyState>
      )
    }
    return <DataTable caption={t('history.heading')} columns={columns} rows={rows} rowKey={rowKey} />
  }
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading" className="mb-4 text-20 font-semibold">
        {t('history.heading')}
      </h2>
      {list()}
      {entries.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
