import type { ImportReport } from '@pantheon/contract'
import { Button, Card, DefinitionList } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ImportProblems } from './ImportProblems.tsx'

interface ImportReportViewProps {
  fileName: string
  report: ImportReport
  isPending: boolean
  onImport: (mode: 'all' | 'good_lines') => void
}

/** What an import would do or did, and which lines have problems. */
export const ImportReportView = ({ fileName, report, isPending, onImport }: ImportReportViewProps) => {
  const { t } = useTranslation('desk')
  const { isImported, isReadable, created, updated, unchanged, badLines, problems } = report
  const isGood = problems.length === 0
  const work = created + updated
  const title = isImported
    ? t('import.done', { count: work })
    : isGood
      ? t('import.good')
      : isReadable
        ? t('import.bad', { count: badLines })
        : t('import.unreadable')
  const facts = [
    { term: t('import.fact.created'), value: created },
    { term: t('import.fact.updated'), value: updated },
    { term: t('import.fact.unchanged'), value: unchanged },
    { term: t('import.fact.bad'), value: badLines },
  ]
  return (
    <section aria-label={t('import.reportOf', { name: fileName })} className="mt-6 space-y-5">
      <Card className="max-w-2xl p-5 md:p-6">
        <h2 role="status" className="flex items-start gap-2.5 text-20 font-semibold">
          {isGood || isImported ? (
            <CircleCheck aria-hidden className="mt-1 size-5 shrink-0 text-success-text" />
          ) : (
            <CircleAlert aria-hidden className="mt-1 size-5 shrink-0 text-danger-text" />
          )}
          {title}
        </h2>
        <p className="mt-1 text-14 text-ink-muted">{t(isImported ? 'import.doneText' : 'import.nothingYet', { name: fileName })}</p>
        <div className="mt-4">
          <DefinitionList facts={facts} />
        </div>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          {isImported && (
            <Button asChild variant="secondary">
              <Link to="/admin/products">{t('import.toProducts')}</Link>
            </Button>
          )}
          {!isImported && isReadable && work > 0 && (
            <Button isPending={isPending} onClick={() => onImport(isGood ? 'all' : 'good_lines')}>
              {isGood ? t('import.all', { count: work }) : t('import.goodLines', { count: work })}
            </Button>
          )}
        </div>
      </Card>
      {problems.length > 0 && (
        <div>
          <h3 className="mb-3 text-16 font-semibold">{t('import.problemsTitle')}</h3>
          <ImportProblems problems={problems} />
        </div>
      )}
    </section>
  )
}
