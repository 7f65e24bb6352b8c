'use client'
import type { Task } from '@pantheon/contract'
import { Button, DefinitionList } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { priorityKey } from './task-looks.ts'

// Defined once: a new ref callback per render would take the focus again at every keystroke.
const takeFocus = (element: HTMLElement | null) => element?.focus()

/** An edit conflict on the same fields: the input is kept, the current task is shown, and either can be chosen. */
export const TaskConflict = ({ theirs, isSaving, onTakeTheirs }: { theirs: Task; isSaving: boolean; onTakeTheirs: () => void }) => {
  const { t } = useTranslation()
  return (
    <div
      role="alert"
      tabIndex={-1}
      ref={takeFocus}
      className="rounded-card border border-warning/50 bg-warning-soft p-4 text-14 text-warning-text outline-offset-2"
    >
      <p className="font-semibold">{t('tasks.conflictTitle')}</p>
      <p className="mt-1">{t('tasks.conflictText')}</p>
      <div className="mt-3 rounded-card border bg-surface p-3 text-ink">
        <DefinitionList
          facts={[
            { term: t('tasks.field.title'), value: theirs.title },
            ...(theirs.description === '' ? [] : [{ term: t('tasks.field.description'), value: theirs.description }]),
            { term: t('tasks.field.type'), value: t(`taskType.${theirs.type}`) },
            { term: t('tasks.field.priority'), value: t(`taskPriority.${priorityKey(theirs.priority)}`) },
            { term: t('tasks.field.status'), value: t(`taskStatus.${theirs.status}`) },
            { term: t('tasks.field.assigneeId'), value: theirs.assignee?.name ?? t('tasks.nobody') },
            { term: t('tasks.field.agent'), value: theirs.agent === null ? t('tasks.noAgent') : t(`taskAgent.${theirs.agent}`) },
          ]}
        />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="secondary" size="small" onClick={onTakeTheirs}>
          {t('tasks.takeTheirs')}
        </Button>
        <Button type="submit" size="small" isPending={isSaving}>
          {t('tasks.saveMine')}
        </Button>
      </div>
    </div>
  )
}
