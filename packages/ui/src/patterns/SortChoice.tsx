'use client'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageNamespaces } from '../i18n/i18n.ts'
import { Select } from '../primitives/controls.tsx'
import { RowsAs } from './rows-as.ts'
import { type Sorts, sortNamed, sortNames } from './sorts.ts'

/** The sorts that have labels. */
export type SortName = Exclude<keyof MessageNamespaces['desk']['sort'], 'label' | 'perCurrency' | 'eachCurrency'>

export interface SortChoiceProps<S extends SortName> {
  sorts: Partial<Sorts<S>>
  sort: S
  onSort: (sort: S) => void
}

/** Select for the sort of a list rendered as cards, which have no headers. */
export const SortChoice = <S extends SortName>({ sorts, sort, onSort }: SortChoiceProps<S>) => {
  const { t } = useTranslation('desk')
  if (useContext(RowsAs) === 'table') return null
  return (
    <Select
      aria-label={t('sort.label')}
      className="min-w-0 max-md:flex-1"
      value={sort}
      onChange={({ target }) => onSort(sortNamed(sorts, target.value) ?? sort)}
    >
      {sortNames(sorts).map((name) => (
        <option key={name} value={name}>
          {t(`sort.${name as SortName}`)}
        </option>
      ))}
    </Select>
  )
}
