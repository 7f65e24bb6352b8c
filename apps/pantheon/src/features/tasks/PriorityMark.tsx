'use client'
import { cn } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { priorityKey } from './task-looks.ts'

/** A priority as five rising bars, with its label where there is room. */
export const PriorityMark = ({ priority, isLabelled = false }: { priority: number; isLabelled?: boolean }) => {
  const { t } = useTranslation()
  const word = t(`taskPriority.${priorityKey(priority)}`)
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap" title={`${t('tasks.priority')}: ${word}`}>
      <svg aria-hidden viewBox="0 0 18 12" className={cn('h-3 w-4.5 shrink-0', priority === 5 ? 'text-danger-text' : 'text-ink-muted')}>
        {[1, 2, 3, 4, 5].map((step) => (
          <rect
            key={step}
            x={(step - 1) * 3.75}
            y={12 - step * 2.4}
            width="2.5"
            height={step * 2.4}
            rx="0.75"
            fill={step <= priority ? 'currentColor' : 'var(--neutral-6)'}
          />
        ))}
      </svg>
      <span className={isLabelled ? undefined : 'sr-only'}>{isLabelled ? word : `${t('tasks.priority')}: ${word}`}</span>
    </span>
  )
}
