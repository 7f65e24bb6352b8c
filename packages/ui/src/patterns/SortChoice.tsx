'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import type { MessageNamespaces } from '../i18n/i18n.ts'
import { Select } from '../primitives/controls.tsx'
import { type Sorts, sortNamed, sortNames } from './sorts.ts'

/** The sorts that have words. */
export type SortName = Exclude<keyof MessageNamespaces['desk']['sort'], 'label' | 'perCurrency' | 'eachCurrency'>

export interface SortChoiceProps<S extends SortName> {
  sorts: Partial<Sorts<S>>
  sort: S
  onSort: (sort: S) => void
  className?: string
}

/** The sort of a list on a phone, where there are no headers to press. */
export const SortChoice = <S extends SortName>({ sorts, sort, onSort, className }: SortChoiceProps<S>) => {
  const { t } = useTranslation('desk')
  return (
    <Select
      aria-label={t('sort.label')}
      className={cn('min-w-0 flex-1 md:hidden', className)}
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
