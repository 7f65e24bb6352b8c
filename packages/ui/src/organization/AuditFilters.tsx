'use client'
import type { Member } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { Input, Select } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import { type AuditFilter, agentsInLog, isAgentInLog } from './audit-filter.ts'
import { auditActions, useAuditWords } from './audit-words.ts'
import { SearchField } from './SearchField.tsx'

interface AuditFiltersProps {
  filter: AuditFilter
  onFilter: (filter: AuditFilter) => void
  /** Whose doings can be asked for by name. */
  people: readonly Pick<Member, 'userId' | 'name'>[]
  /** The name of whom is asked for, where they are none of those. */
  asked?: string | undefined
}

const kinds = Object.keys(auditActions) as (keyof typeof auditActions)[]
const resourceTypes = kinds.filter((kind) => kind !== 'member')

/** What of the log is shown: words, action, person, resource, days. */
export const AuditFilters = ({ filter, onFilter, people, asked }: AuditFiltersProps) => {
  const { t } = useTranslation('organization')
  const { actionOf, resourceOf, whoOf } = useAuditWords()
  const set = (change: Partial<AuditFilter>) => onFilter({ ...filter, ...change })
  const isKnown = filter.actorId === '' || isAgentInLog(filter.actorId) || people.some(({ userId }) => userId === filter.actorId)
  return (
    <div role="group" aria-label={t('audit.filters')} className="mb-4 space-y-3">
      <SearchField label={t('audit.search')} value={filter.search} onChange={(search) => set({ search })} />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(3,minmax(0,1fr))_10rem_10rem]">
        <Field label={t('audit.what')}>
          <Select value={filter.action} onChange={(event) => set({ action: event.target.value })}>
            <option value="">{t('audit.any')}</option>
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
        </Field>
        <Field label={t('audit.who')}>
          <Select value={filter.actorId} onChange={(event) => set({ actorId: event.target.value })}>
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
        </Field>
        <Field label={t('audit.on')} className="max-lg:col-span-2">
          <Select value={filter.resourceType} onChange={(event) => set({ resourceType: event.target.value })}>
            <option value="">{t('audit.any')}</option>
            {resourceTypes.map((type) => (
              <option key={type} value={type}>
                {resourceOf(type)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('audit.from')}>
          <Input type="date" value={filter.from} max={filter.to || undefined} onChange={(event) => set({ from: event.target.value })} />
        </Field>
        <Field label={t('audit.to')}>
          <Input type="date" value={filter.to} min={filter.from || undefined} onChange={(event) => set({ to: event.target.value })} />
        </Field>
      </div>
    </div>
  )
}
