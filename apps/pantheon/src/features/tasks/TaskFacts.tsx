'use client'
import type { Task } from '@pantheon/contract'
import { DateTime, DefinitionList, IconButton, toast } from '@pantheon/ui'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** The details of a task besides its form fields. */
export const TaskFacts = ({ task }: { task: Task }) => {
  const { t } = useTranslation()
  const copy = () => void navigator.clipboard.writeText(task.id).then(() => toast.success(t('tasks.copied')))
  return (
    <section className="border-t pt-4">
      <h3 className="mb-3 text-14 font-semibold">{t('tasks.facts')}</h3>
      <DefinitionList
        facts={[
          ...(task.issueUrl === null
            ? []
            : [
                {
                  term: t('tasks.field.issueUrl'),
                  value: (
                    <a href={task.issueUrl} target="_blank" rel="noreferrer" className="break-all text-accent-text underline underline-offset-2">
                      {task.issueUrl}
                    </a>
                  ),
                },
              ]),
          ...(task.contextId === null ? [] : [{ term: t('tasks.context'), value: task.contextId }]),
          ...Object.entries(task.metadata).map(([term, value]) => ({ term, value: <code className="font-mono text-12 break-all">{String(value)}</code> })),
          { term: t('tasks.created'), value: <DateTime at={task.createdAt} /> },
          { term: t('tasks.updated'), value: <DateTime at={task.updatedAt} /> },
          {
            term: t('tasks.id'),
            value: (
              <span className="inline-flex items-center gap-1">
                <code className="font-mono text-12 font-normal break-all">{task.id}</code>
                <IconButton name={t('tasks.copy')} className="size-7" onClick={copy}>
                  <Copy />
                </IconButton>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
