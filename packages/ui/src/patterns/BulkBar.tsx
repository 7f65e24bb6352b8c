'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../primitives/IconButton.tsx'
import { Progress } from '../primitives/Progress.tsx'

export interface BulkBarProps {
  /** The number of selected rows; the bar is hidden at zero. */
  count: number
  onClear: () => void
  /** Progress of the running action, 0–100; the buttons are disabled meanwhile. */
  progress?: number | undefined
  /** The action buttons. */
  children: ReactNode
}

/** Bulk actions for the selected rows: a bar at the bottom of the list, above the phone's own. */
export const BulkBar = ({ count, onClear, progress, children }: BulkBarProps) => {
  const { t } = useTranslation('ui')
  if (count === 0) return null
  return (
    <section
      aria-label={t('table.bulk')}
      className="sticky bottom-4 z-10 mt-4 animate-rise rounded-card border border-line-strong bg-raised p-2 shadow-3 max-lg:bottom-20"
    >
      <div className="flex flex-wrap items-center gap-2">
        <IconButton name={t('table.clear')} onClick={onClear}>
          <X aria-hidden />
        </IconButton>
        <p role="status" className="mr-auto text-14 font-medium">
          {t('table.selected', { count })}
        </p>
        {progress === undefined && children}
      </div>
      {progress !== undefined && <Progress value={progress} label={t('table.progress')} className="mx-2 my-2" />}
    </section>
  )
}
