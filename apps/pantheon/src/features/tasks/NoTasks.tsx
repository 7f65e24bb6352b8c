'use client'
import { Button, EmptyState } from '@pantheon/ui'
import { SquareKanban } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface NoTasksProps {
  isFiltered: boolean
  canManage: boolean
  onClear: () => void
  onNew: () => void
}

/** Empty state of the board: no task matches the filters, or there are none yet. */
export const NoTasks = ({ isFiltered, canManage, onClear, onNew }: NoTasksProps) => {
  const { t } = useTranslation()
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SquareKanban />}
        title={t('tasks.noneTitle')}
        actions={
          <Button variant="secondary" onClick={onClear}>
            {t('tasks.clear')}
          </Button>
        }
      >
        {t('tasks.noneText')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<SquareKanban />} title={t('tasks.emptyTitle')} actions={canManage && <Button onClick={onNew}>{t('tasks.emptyAction')}</Button>}>
      <p>{t('tasks.emptyText')}</p>
      {!canManage && <p className="mt-2">{t('tasks.emptyReadOnly')}</p>}
    </EmptyState>
  )
}
