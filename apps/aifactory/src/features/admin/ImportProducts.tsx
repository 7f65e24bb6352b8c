import { errorText } from '@pantheon/client'
import { type ImportReport, productColumns } from '@pantheon/contract'
import { Button, Card, ErrorSummary, Field, Input, languageOf, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImportReportView } from './ImportReportView.tsx'
import { readText, useImportProducts } from './use-import-products.ts'

interface Chosen {
  name: string
  csv: string
}

/** A file of products: chosen, checked line by line, and imported when that is wanted. */
export const ImportProducts = () => {
  const { t, i18n } = useTranslation('desk')
  const send = useImportProducts()
  const [chosen, setChosen] = useState<Chosen>()
  const [report, setReport] = useState<ImportReport>()
  const [problem, setProblem] = useState<'tooLarge' | 'notText'>()

  const check = async (file: File | undefined) => {
    setReport(undefined)
    setProblem(undefined)
    setChosen(undefined)
    send.reset()
    if (!file) return
    const text = await readText(file)
    if ('problem' in text) return setProblem(text.problem)
    setChosen({ name: file.name, csv: text.csv })
    send.mutate({ csv: text.csv, mode: 'check' }, { onSuccess: setReport })
  }
  const carryOut = (mode: 'all' | 'good_lines') => {
    if (!chosen) return
    send.mutate(
      { csv: chosen.csv, mode },
      {
        onSuccess: (done) => {
          setReport(done)
          // Somebody may have changed the catalogue since the check; then the report says so.
          if (done.isImported) toast.success(t('import.done', { count: done.created + done.updated }))
        },
      },
    )
  }
  const refusal = problem ? t(`import.file.${problem}`) : send.error ? errorText(send.error, languageOf(i18n.language)) : undefined
  return (
    <>
      <Card className="max-w-2xl p-5 md:p-6">
        <div className="flex flex-col gap-4">
          <ErrorSummary problems={[]} message={refusal} attempt={send.failureCount} />
          <Field id="file" label={t('import.file.label')} help={t('import.file.help')}>
            <Input type="file" accept=".csv,text/csv" onChange={(event) => void check(event.target.files?.[0])} className="h-auto py-2" />
          </Field>
          <details className="text-14 text-ink-muted">
            <summary className="cursor-pointer text-13 font-medium">{t('import.columnsTitle')}</summary>
            <p className="mt-2">{t('import.columnsText')}</p>
            <p className="mt-2 font-mono text-12 break-words">{productColumns.join(', ')}</p>
            <Button asChild variant="secondary" size="small" className="mt-3">
              <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${productColumns.join(',')}\r\n`)}`} download="products.csv">
                {t('import.template')}
              </a>
            </Button>
          </details>
          {send.isPending && !report && (
            <p role="status" className="text-14 text-ink-muted">
              {t('import.checking')}
            </p>
          )}
        </div>
      </Card>
      {chosen && report && <ImportReportView fileName={chosen.name} report={report} isPending={send.isPending} onImport={carryOut} />}
    </>
  )
}
