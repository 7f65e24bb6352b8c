'use client'
import type { AuditEntry, ExportAudit, Member, Permission } from '@pantheon/contract'
import { Download, FilterX, ScrollText } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, LoadedPages } from '../account/action.ts'
import { Locked, Refused } from '../account/LoadedView.tsx'
import { cn } from '../cn.ts'
import { type Column, DataTable } from '../patterns/DataTable.tsx'
import { RowText } from '../patterns/RowText.tsx'
import { EmptyState } from '../patterns/states.tsx'
import { Toolbar } from '../patterns/Toolbar.tsx'
import { Button } from '../primitives/Button.tsx'
import { Clamped } from '../primitives/Clamped.tsx'
import { Select } from '../primitives/controls.tsx'
import { DateTime } from '../primitives/DateTime.tsx'
import { DropdownMenu } from '../primitives/DropdownMenu.tsx'
import { ErrorSummary, Field } from '../primitives/Field.tsx'
import { IconButton } from '../primitives/IconButton.tsx'
import { AuditDetail } from './AuditDetail.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { type AuditFilter, isFiltered, noFilter, type queryOf } from './audit-filter.ts'
import { unnamedOf, useAuditWords } from './audit-words.ts'
import { ChainCard, type ChainCardProps } from './ChainCard.tsx'

export interface AuditViewProps {
  held: readonly Permission[]
  entries: LoadedPages<AuditEntry>
  filter: AuditFilter
  onFilter: (filter: AuditFilter) => void
  /** The filter in the API's format, for exports of the filtered log. */
  query: ReturnType<typeof queryOf>
  people: readonly Pick<Member, 'userId' | 'name'>[]
  verdict: ChainCardProps['verdict']
  kept: ChainCardProps['kept']
  checkpoint: Action<void>
  file: Action<{ format: ExportAudit['format'] } & ReturnType<typeof queryOf>>
  /** The format of the export in progress, if any. */
  exporting: ExportAudit['format'] | undefined
}

const rowKey = (entry: AuditEntry) => entry.id

/** The audit log: its entries, its verification, and exports. */
export const AuditView = ({ held, entries, filter, onFilter, query, people, verdict, kept, checkpoint, file, exporting }: AuditViewProps) => {
  const { t } = useTranslation('organization')
  const { actionOf, resourceOf, whoOf } = useAuditWords()
  const [open, setOpen] = useState<AuditEntry>()
  const columns = useMemo(
    (): Column<AuditEntry>[] => [
      {
        id: 'what',
        header: t('audit.what'),
        isName: true,
        cell: (entry) => (
          <RowText quiet={`${entry.seq} · ${entry.action}`}>
            <button
              type="button"
              className="block rounded-control text-left leading-6 font-medium hover:underline touch:min-h-11"
              onClick={() => setOpen(entry)}
            >
              <Clamped>{actionOf(entry.action)}</Clamped>
            </button>
          </RowText>
        ),
      },
      {
        id: 'who',
        header: t('audit.who'),
        isText: true,
        cell: (entry) => (
          <RowText quiet={entry.apiKey ? t('audit.withKey', { key: entry.apiKey.name }) : undefined}>
            <Clamped className={cn(whoOf(entry) === null && 'text-ink-faint')}>{whoOf(entry) ?? t(unnamedOf(entry))}</Clamped>
          </RowText>
        ),
      },
      {
        id: 'on',
        header: t('audit.on'),
        isText: true,
        cell: (entry) => (
          <RowText quiet={entry.resourceId === null ? undefined : shortOf(entry.resourceId)}>
            <Clamped>{resourceOf(entry.resourceType)}</Clamped>
          </RowText>
        ),
      },
      {
        id: 'where',
        header: t('audit.where'),
        isText: true,
        cell: (entry) => <Clamped className="font-mono text-12 text-ink-muted">{entry.address ?? '–'}</Clamped>,
      },
      { id: 'when', header: t('audit.when'), align: 'end', cell: (entry) => <DateTime at={entry.at} className="text-13 text-ink-muted" /> },
    ],
    [t, actionOf, resourceOf, whoOf],
  )
  if (!held.includes('audit:read')) return <Locked permission="audit:read" />
  const rows = entries.data
  const onActor = (actorId: string) => {
    setOpen(undefined)
    onFilter({ ...noFilter, chain: filter.chain, actorId })
  }
  // Former members, and members beyond the first hundred, are not among the offered people.
  const asked = people.some(({ userId }) => userId === filter.actorId) ? undefined : rows?.find(({ actorId }) => actorId === filter.actorId)
  const files = (
    <>
      {isFiltered(filter) && (
        <IconButton name={t('audit.clear')} onClick={() => onFilter({ ...noFilter, chain: filter.chain })}>
          <FilterX aria-hidden />
        </IconButton>
      )}
      <DropdownMenu
        trigger={
          <Button variant="secondary" isPending={exporting !== undefined}>
            {exporting === undefined && <Download aria-hidden />}
            {t('audit.export')}
          </Button>
        }
        heading={t(isFiltered(filter) ? 'audit.exportFiltered' : 'audit.exportAll')}
        items={(['csv', 'jsonl'] as const).map((format) => ({
          id: format,
          label: t(`audit.format.${format}`),
          onSelect: () => file.run({ format, ...query }),
        }))}
      />
    </>
  )
  return (
    <>
      {/* Changes of the catalogue are in the platform's own log, which operators can see. */}
      {held.includes('catalogue:manage') && (
        <Field label={t('audit.log')} className="mb-4 max-w-sm">
          <Select value={filter.chain} onChange={(event) => onFilter({ ...noFilter, chain: event.target.value === 'platform' ? 'platform' : 'organization' })}>
            <option value="organization">{t('audit.logOrganization')}</option>
            <option value="platform">{t('audit.logPlatform')}</option>
          </Select>
        </Field>
      )}
      <ChainCard key={filter.chain} verdict={verdict} kept={kept} checkpoint={checkpoint} />
      <Toolbar end={files}>
        <AuditFilters filter={filter} onFilter={onFilter} people={people} asked={asked && (asked.actorName ?? t('audit.gone'))} />
      </Toolbar>
      <ErrorSummary problems={[]} message={file.refusal?.message} attempt={file.failures} />
      {rows === undefined && entries.refusal ? (
        <Refused refusal={entries.refusal} retry={entries.retry} />
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={<ScrollText />}
          title={t(isFiltered(filter) ? 'audit.noneTitle' : 'audit.emptyTitle')}
          actions={
            isFiltered(filter) && (
              <Button variant="secondary" onClick={() => onFilter({ ...noFilter, chain: filter.chain })}>
                {t('audit.clear')}
              </Button>
            )
          }
        >
          {t(isFiltered(filter) ? 'audit.noneText' : 'audit.emptyText')}
        </EmptyState>
      ) : (
        <DataTable caption={t('audit.caption')} columns={columns} rows={rows} rowKey={rowKey} skeletonRows={8} />
      )}
      {entries.more && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={entries.more.isLoading} onClick={entries.more.load}>
            {t('audit.older')}
          </Button>
        </div>
      )}
      {open && <AuditDetail entry={open} onClose={() => setOpen(undefined)} onActor={onActor} />}
    </>
  )
}

/** The last digits differ even for ids of the same day, whose time prefix is equal. */
const shortOf = (id: string) => (id.length > 14 ? `…${id.slice(-12)}` : id)
