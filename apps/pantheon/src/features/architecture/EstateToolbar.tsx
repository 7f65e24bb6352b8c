'use client'
import type { AwsAccount } from '@pantheon/contract'
import { Button, cn, Input, Select, Toolbar } from '@pantheon/ui'
import { List, Network } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keysOf, resourceTone } from '../live/tones.ts'
import { type EstateFilter, isFiltered } from './estate-filter.ts'
import { looks } from './resource-icons.ts'

export type EstateView = 'diagram' | 'list'

interface EstateToolbarProps {
  filter: EstateFilter
  accounts: readonly AwsAccount[]
  shown: number
  total: number
  view: EstateView
  onFilter: (name: 'search' | 'account' | 'type' | 'state', value: string | null) => void
  onClear: () => void
  onView: (view: EstateView) => void
}

const views = [
  { view: 'diagram', Icon: Network },
  { view: 'list', Icon: List },
] as const

const ViewSwitch = ({ view: current, onView }: Pick<EstateToolbarProps, 'view' | 'onView'>) => {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={t('architecture.view')} className="flex rounded-control border bg-surface p-0.5">
      {views.map(({ view, Icon }) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === current}
          onClick={() => onView(view)}
          className={cn(
            'flex h-8.5 items-center gap-2 rounded-[4px] px-3 text-13 touch:h-10',
            view === current ? 'bg-accent-soft font-medium text-accent-text' : 'text-ink-muted hover:text-ink',
          )}
        >
          <Icon aria-hidden className="size-4" />
          {t(`architecture.${view}`)}
        </button>
      ))}
    </div>
  )
}

/** Search, filters, and the switch between diagram and list. */
export const EstateToolbar = ({ filter, accounts, shown, total, view, onFilter, onClear, onView }: EstateToolbarProps) => {
  const { t } = useTranslation()
  const choose = (name: 'account' | 'type' | 'state') => (event: { target: HTMLSelectElement }) =>
    onFilter(name, event.target.value === '' ? null : event.target.value)
  return (
    <Toolbar
      end={
        <span className="ml-auto flex items-center gap-3">
          <span role="status" className="text-13 text-ink-faint tabular-nums">
            {t('architecture.shown', { shown, total })}
          </span>
          <ViewSwitch view={view} onView={onView} />
        </span>
      }
    >
      <search className="contents">
        <Input
          type="search"
          aria-label={t('architecture.search')}
          placeholder={t('architecture.searchHint')}
          value={filter.search}
          onChange={(event) => onFilter('search', event.target.value === '' ? null : event.target.value)}
          className="w-full sm:w-60"
        />
        <Select aria-label={t('architecture.account')} value={filter.accountId ?? ''} onChange={choose('account')} className="max-sm:min-w-[46%] max-sm:flex-1">
          <option value="">{t('architecture.allAccounts')}</option>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select aria-label={t('architecture.type')} value={filter.type ?? ''} onChange={choose('type')} className="max-sm:min-w-[46%] max-sm:flex-1">
          <option value="">{t('architecture.allTypes')}</option>
          {keysOf(looks).map((type) => (
            <option key={type} value={type}>
              {t(`resourceType.${type}`)}
            </option>
          ))}
        </Select>
        <Select aria-label={t('architecture.state')} value={filter.state ?? ''} onChange={choose('state')} className="max-sm:min-w-[46%] max-sm:flex-1">
          <option value="">{t('architecture.allStates')}</option>
          {keysOf(resourceTone).map((state) => (
            <option key={state} value={state}>
              {t(`resourceState.${state}`)}
            </option>
          ))}
        </Select>
        {isFiltered(filter) && (
          <Button variant="ghost" onClick={onClear}>
            {t('architecture.clear')}
          </Button>
        )}
      </search>
    </Toolbar>
  )
}
