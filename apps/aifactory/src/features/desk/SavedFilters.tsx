import { errorText } from '@pantheon/client/react'
import type { FilteredList, SavedFilter } from '@pantheon/contract'
import { Button, cn, DropdownMenu, IconButton, languageOf, toast } from '@pantheon/ui'
import { Bookmark, EllipsisVertical, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'
import { FilterNameDialog } from './FilterNameDialog.tsx'
import { isSameRules, type Rules } from './rules.ts'
import { useChangeFilter, useRemoveFilter, useSavedFilters, useSaveFilter } from './use-saved-filters.ts'

interface SavedFiltersProps {
  list: FilteredList
  /** The active filter, from the URL. */
  rules: Rules
  onRules: (rules: Rules) => void
}

const chipClass = (isCurrent: boolean) =>
  cn(
    'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-13 font-medium whitespace-nowrap transition-colors touch:min-h-11',
    isCurrent ? 'border-accent-line bg-accent-soft text-accent-text' : 'text-ink-muted hover:bg-hover hover:text-ink',
  )

/** The user's saved filters above a list: one click applies a filter, and the active one can be saved. */
export const SavedFilters = ({ list, rules, onRules }: SavedFiltersProps) => {
  const { t, i18n } = useTranslation('desk')
  const filters = useSavedFilters(list).data?.items ?? []
  const [save, change, remove] = [useSaveFilter(), useChangeFilter(), useRemoveFilter()]
  const showError = useErrorToast()
  const [asked, setAsked] = useState<'new' | SavedFilter>()
  const isUnfiltered = Object.keys(rules).length === 0
  const current = filters.find((filter) => isSameRules(filter.rules, rules))
  const close = () => {
    setAsked(undefined)
    save.reset()
    change.reset()
  }
  const onNamed = (said: string) => {
    toast.success(said)
    close()
  }
  const error = asked === 'new' ? save.error : change.error
  const onName = (name: string) => {
    if (asked === 'new') save.mutate({ list, name, rules }, { onSuccess: () => onNamed(t('saved.saved')) })
    else if (asked) change.mutate({ id: asked.id, version: asked.version, name }, { onSuccess: () => onNamed(t('saved.renamed')) })
  }
  const onRemove = ({ id }: SavedFilter) => remove.mutate({ id }, { onSuccess: () => toast.success(t('saved.deleted')), onError: showError })
  if (isUnfiltered && filters.length === 0) return null
  return (
    <nav aria-label={t('saved.label')} className="flex flex-wrap items-center gap-1.5">
      <button type="button" aria-pressed={isUnfiltered} className={chipClass(isUnfiltered)} onClick={() => onRules({})}>
        {t(`saved.all.${list}`)}
      </button>
      {filters.map((filter) => (
        <span key={filter.id} className="inline-flex items-center">
          <button type="button" aria-pressed={filter === current} className={chipClass(filter === current)} onClick={() => onRules(filter.rules)}>
            <Bookmark aria-hidden className="size-3.5" />
            {filter.name}
          </button>
          {filter === current && (
            <DropdownMenu
              trigger={
                <IconButton name={t('saved.menu', { name: filter.name })} size="small" className="size-8">
                  <EllipsisVertical />
                </IconButton>
              }
              items={[
                { id: 'rename', label: t('saved.rename'), icon: <Pencil aria-hidden />, onSelect: () => setAsked(filter) },
                { id: 'delete', label: t('saved.delete'), icon: <Trash2 aria-hidden />, isDanger: true, onSelect: () => onRemove(filter) },
              ]}
            />
          )}
        </span>
      ))}
      {!isUnfiltered && !current && (
        <Button variant="ghost" size="small" onClick={() => setAsked('new')}>
          <Bookmark aria-hidden />
          {t('saved.save')}
        </Button>
      )}
      {asked && (
        <FilterNameDialog
          title={asked === 'new' ? t('saved.saveTitle') : t('saved.renameTitle', { name: asked.name })}
          startName={asked === 'new' ? '' : asked.name}
          isPending={save.isPending || change.isPending}
          problem={error ? errorText(error, languageOf(i18n.language)) : undefined}
          onName={onName}
          onClose={close}
        />
      )}
    </nav>
  )
}
