'use client'
import { Search } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../primitives/Kbd.tsx'

const noChange = () => () => undefined
const keyHere = () => (/Mac|iP/.test(navigator.platform) ? '⌘K' : 'Ctrl K')
/** The shortcut's label on this platform; a statically rendered page has the more common one. */
const useKeyName = (): string => useSyncExternalStore(noChange, keyHere, () => 'Ctrl K')

/** Opens the command palette. As wide as a field with its shortcut where the bar has room, else an icon. */
export const SearchTrigger = ({ onClick }: { onClick: () => void }) => {
  const { t } = useTranslation('ui')
  const key = useKeyName()
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={t('search')}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex size-9 shrink-0 items-center justify-center gap-2.5 rounded-control text-13 text-ink-faint transition-colors hover:bg-hover hover:text-ink touch:size-11 @min-[40rem]/bar:w-56 @min-[40rem]/bar:border @min-[40rem]/bar:bg-surface @min-[40rem]/bar:px-3 @min-[40rem]/bar:touch:w-56"
    >
      <Search aria-hidden className="size-4" />
      <span className="hidden flex-1 truncate text-left @min-[40rem]/bar:block">{t('searchShortcut')}</span>
      <span className="hidden @min-[40rem]/bar:block">
        <Kbd>{key}</Kbd>
      </span>
    </button>
  )
}
