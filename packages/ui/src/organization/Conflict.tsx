'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'

// Defined once: a new ref callback per render would take the focus again at every keystroke.
const takeFocus = (element: HTMLElement | null) => element?.focus()

interface ConflictProps {
  /** The current state on the server. */
  text: string
  isPending: boolean
  onTakeTheirs: () => void
  onSaveMine: () => void
}

/** An edit conflict: shows the current state, keeps the input, and offers both versions. */
export const Conflict = ({ text, isPending, onTakeTheirs, onSaveMine }: ConflictProps) => {
  const { t } = useTranslation('organization')
  return (
    <div
      role="alert"
      tabIndex={-1}
      ref={takeFocus}
      className="rounded-card border border-warning/50 bg-warning-soft p-4 text-14 text-warning-text outline-offset-2"
    >
      <p className="font-semibold">{t('conflict.title')}</p>
      <p className="mt-1">{text}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="secondary" size="small" onClick={onTakeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button size="small" isPending={isPending} onClick={onSaveMine}>
          {t('conflict.saveMine')}
        </Button>
      </div>
    </div>
  )
}
