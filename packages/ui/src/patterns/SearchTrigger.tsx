'use client'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../primitives/Kbd.tsx'

/** Opens the command palette; where the bar has room it is as wide as a field and says its key, else it is an icon. */
export const SearchTrigger = ({ onClick }: { onClick: () => void }) => {
  const { t } = useTranslation('ui')
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={t('search')}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex size-9 shrink-0 items-center justify-center gap-2.5 rounded-control text-13 text-ink-faint transition-colors hover:bg-hover hover:text-ink touch:size-11 @min-[38rem]/bar:w-52 @min-[38rem]/bar:border @min-[38rem]/bar:bg-surface @min-[38rem]/bar:px-3 @min-[38rem]/bar:touch:w-52"
    >
      <Search aria-hidden className="size-4" />
      <span className="hidden flex-1 truncate text-left @min-[38rem]/bar:block">{t('searchShortcut')}</span>
      <span className="hidden @min-[38rem]/bar:block">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  )
}
