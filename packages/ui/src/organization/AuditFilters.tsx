'use client'
import type { Member } from '@pantheon/contract'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Input, Select } from '../primitives/controls.tsx'
import { type AuditFilter, agentsInLog, isAgentInLog } from './audit-filter.ts'
import { auditActions, useAuditWords } from './audit-words.ts'
import { SearchField } from './SearchField.tsx'

interface AuditFiltersProps {
  filter: AuditFilter
  onFilter: (filter: AuditFilter) => void
  /** The people offered as a filter. */
  people: readonly Pick<Member, 'userId' | 'name'>[]
  /** The name of the selected actor when it is not among `people`. */
  asked?: string | undefined
}

const selectClass = 'w-full md:w-37'
const kinds = Object.keys(auditActions) as (keyof typeof auditActions)[]
const resourceTypes = kinds.filter((kind) => kind !== 'member')

/** Filters of the audit log: text, action, actor, resource, dates. */
export const AuditFilters = ({ filter, onFilter, people, asked }: AuditFiltersProps) => {
  const { t } = useTranslation('organization')
  const { actionOf, resourceOf, whoOf } = useAuditWords()
  const ids = useId()
  const set = (change: Partial<AuditFilter>) => onFilter({ ...filter, ...change })
  const isKnown = filter.actorId === '' || isAgentInLog(filter.actorId) || people.some(({ userId }) => userId === filter.actorId)
  return (
    <div role="group" aria-label={t('audit.filters')} className="flex w-full flex-wrap items-center gap-2 md:w-auto md:grow">
      <SearchField label={t('audit.search')} value={filter.search} onChange={(search) => set({ search })} className="w-full md:w-40 md:grow" />
      <Select aria-label={t('audit.what')} className={selectClass} value={filter.action} onChange={(event) => set({ action: event.target.value })}>
        <option value="">{t('audit.anyAction')}</option>
        {kinds.map((kind) => (
          <optgroup key={kind} label={resourceOf(kind)}>
            {auditActions[kind].map((action) => (
              <option key={action} value={action}>
                {actionOf(action)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Select aria-label={t('audit.who')} className={selectClass} value={filter.actorId} onChange={(event) => set({ actorId: event.target.value })}>
        <option value="">{t('audit.anybody')}</option>
        {!isKnown && <option value={filter.actorId}>{asked ?? filter.actorId}</option>}
        {people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
        {agentsInLog.map((id) => (
          <option key={id} value={id}>
            {whoOf({ actorId: id, actorName: null })}
          </option>
        ))}
      </Select>
      <Select aria-label={t('audit.on')} className={selectClass} value={filter.resourceType} onChange={(event) => set({ resourceType: event.target.value })}>
        <option value="">{t('audit.anyResource')}</option>
        {resourceTypes.map((type) => (
          <option key={type} value={type}>
            {resourceOf(type)}
          </option>
        ))}
      </Select>
      <div className="flex items-center gap-2 max-md:flex-1 max-md:basis-40">
        <label htmlFor={`${ids}-from`} className="shrink-0">
          {t('audit.from')}
        </label>
        <Input
          id={`${ids}-from`}
          className="w-35 max-md:w-full"
          type="date"
          value={filter.from}
          max={filter.to || undefined}
          onChange={(event) => set({ from: event.target.value })}
        />
      </div>
      <div className="flex items-center gap-2 max-md:flex-1 max-md:basis-40">
        <label htmlFor={`${ids}-to`} className="shrink-0">
          {t('audit.to')}
        </label>
        <Input
          id={`${ids}-to`}
          className="w-35 max-md:w-full"
          type="date"
          value={filter.to}
          min={filter.from || undefined}
          onChange={(event) => set({ to: event.target.value })}
        />
      </div>
    </div>
  )
}
