import type { Lesson } from '@pantheon/contract'
import { Button } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { Markdown } from './Markdown.tsx'

/** An edit conflict of a lesson: the input is kept, the other version is shown, and either can be chosen. */
export const LessonConflict = ({ theirs, isSaving, onTakeTheirs }: { theirs: Lesson; isSaving: boolean; onTakeTheirs: () => void }) => {
  const { t } = useTranslation(['app', 'desk'])
  return (
    <div
      role="alert"
      tabIndex={-1}
      ref={(element) => element?.focus()}
      className="rounded-card border border-warning/50 bg-warning-soft p-4 text-14 text-warning-text"
    >
      <p className="font-semibold">{t('desk:editor.conflictTitle')}</p>
      <p className="mt-1">{t('desk:editor.conflictText')}</p>
      <details className="mt-3">
        <summary className="font-medium underline underline-offset-3">{t('desk:editor.current')}</summary>
        <div className="mt-3 max-h-72 overflow-y-auto rounded-card border bg-surface p-4">
          <p className="text-16 font-semibold text-ink">{theirs.title}</p>
          <Markdown text={theirs.body} className="mt-2" />
        </div>
      </details>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="secondary" size="small" onClick={onTakeTheirs}>
          {t('desk:editor.takeTheirs')}
        </Button>
        <Button type="submit" size="small" isPending={isSaving}>
          {t('desk:editor.saveMine')}
        </Button>
      </div>
    </div>
  )
}
