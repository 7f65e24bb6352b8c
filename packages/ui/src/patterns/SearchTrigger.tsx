'use client'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../primitives/Kbd.tsx'

/** Opens the command palette; says its key on wide screens. */
export const SearchTrigger = ({ onClick }: { onClick: () => void }) => {
  const { t } = useTranslation('ui')
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={t('search')}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-9 items-center gap-2.5 rounded-control text-13 text-ink-faint transition-colors hover:bg-hover hover:text-ink max-md:size-9 max-md:justify-center touch:min-h-11 max-md:touch:size-11 lg:min-w-52 lg:border lg:bg-surface lg:px-3"
    >
      <Search aria-hidden className="size-4" />
      <span className="flex-1 text-left max-lg:hidden">{t('searchShortcut')}</span>
      <span className="max-lg:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  )
}
