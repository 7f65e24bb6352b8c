'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'

// One function for all renders: a new one each time would take the focus back at every key.
const takeFocus = (element: HTMLElement | null) => element?.focus()

interface ConflictProps {
  /** How it stands now. */
  text: string
  isPending: boolean
  onTakeTheirs: () => void
  onSaveMine: () => void
}

/** Somebody else was faster: says how it stands now, keeps what was typed, offers both ways on. */
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
