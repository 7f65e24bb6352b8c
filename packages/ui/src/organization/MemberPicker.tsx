'use client'
import type { Member } from '@pantheon/contract'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoadedPages } from '../account/action.ts'
import { LoadedView } from '../account/LoadedView.tsx'
import { cn } from '../cn.ts'
import { Medallion } from '../patterns/Medallion.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { SearchField } from './SearchField.tsx'

interface MemberPickerProps {
  label: string
  members: LoadedPages<Member>
  search: string
  onSearch: (search: string) => void
  /** User ids that are not offered. */
  without: readonly string[]
  chosenId?: string | undefined
  onChoose: (member: Member) => void
}

/** Picks one member, by name or e-mail. */
export const MemberPicker = ({ label, members, search, onSearch, without, chosenId, onChoose }: MemberPickerProps) => {
  const { t } = useTranslation('organization')
  const name = useId()
  return (
    <div className="space-y-3">
      <SearchField label={t('picker.placeholder')} value={search} onChange={onSearch} />
      <LoadedView state={members} skeleton={<Skeleton shape="facts" className="h-32" />}>
        {(found) => {
          const offered = found.filter(({ userId }) => !without.includes(userId))
          if (offered.length === 0) return <p className="py-3 text-center text-14 text-ink-muted">{t('picker.nobody')}</p>
          return (
            <div role="radiogroup" aria-label={label} className="max-h-64 space-y-1 overflow-y-auto p-1">
              {offered.map((member) => (
                <label
                  key={member.userId}
                  className={cn(
                    'flex min-h-11 items-center gap-3 rounded-control border border-transparent px-2.5 py-1.5 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus',
                    member.userId === chosenId && 'border-accent bg-accent-soft',
                  )}
                >
                  <input type="radio" name={name} checked={member.userId === chosenId} onChange={() => onChoose(member)} />
                  <Medallion name={member.name} className="size-7" />
                  <span className="min-w-0">
                    <span className="block truncate text-14 font-medium">{member.name}</span>
                    <span className="block truncate text-12 text-ink-faint">{member.email}</span>
                  </span>
                </label>
              ))}
            </div>
          )
        }}
      </LoadedView>
    </div>
  )
}
