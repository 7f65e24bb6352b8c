import { codeText, errorText } from '@pantheon/client/react'
import { Button, Dialog, languageOf } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import type { BulkRun } from './use-bulk.ts'

type Step = 'cancel' | 'fulfil' | 'retry' | 'archive' | 'restore' | 'publish'
export interface BulkResultsProps {
  run: BulkRun<Step>
  /** The display name of a row, by its id. */
  nameOf: (id: string) => string
  /** The display name of a status. */
  stateName: (status: NonNullable<BulkRun<Step>['answer']['results'][number]['status']>) => string
  onClose: () => void
}

/** The results of a bulk action: how many succeeded, and which failed with what reason. */
export const BulkResults = ({ run, nameOf, stateName, onClose }: BulkResultsProps) => {
  const { t, i18n } = useTranslation('desk')
  const { step, answer, error } = run
  const language = languageOf(i18n.language)
  const refused = answer.results.filter(({ outcome }) => outcome === 'refused')
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('bulk.results')}
      description={error === undefined ? t('bulk.resultsText') : `${errorText(error, language)} ${t('bulk.interrupted')}`}
      actions={<Button onClick={onClose}>{t('bulk.close')}</Button>}
    >
      <ul className="space-y-1 text-14">
        <li className="font-medium">{t(`bulk.done.${step}`, { count: answer.done })}</li>
        {answer.already > 0 && <li className="text-ink-muted">{t('bulk.already', { count: answer.already })}</li>}
        {answer.refused > 0 && <li className="text-danger-text">{t('bulk.refused', { count: answer.refused })}</li>}
      </ul>
      {refused.length > 0 && (
        <ul aria-label={t('bulk.whyNot')} className="mt-3 max-h-72 divide-y overflow-y-auto border-t text-14">
          {refused.map(({ id, code, reason, status }) => (
            <li key={id} className="py-2">
              <span className="font-medium">{nameOf(id)}</span>
              {status !== null && <span className="text-ink-muted"> · {stateName(status)}</span>}
              <span className="block text-13 text-ink-muted">{codeText(code ?? '', reason, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
