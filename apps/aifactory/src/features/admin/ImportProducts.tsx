import { errorText } from '@pantheon/client/react'
import { type ImportReport, productColumns } from '@pantheon/contract'
import { Button, Card, ErrorSummary, Field, Input, languageOf, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decodeAs } from './decode-file.ts'
import { FileEncodingChoice } from './FileEncodingChoice.tsx'
import type { FileEncoding } from './file-encodings.ts'
import { ImportReportView } from './ImportReportView.tsx'
import { readBytes, useImportProducts } from './use-import-products.ts'

interface Chosen {
  name: string
  csv: string
  bytes: Uint8Array
  encoding: FileEncoding
  encodings: readonly FileEncoding[]
}

/** Imports products from a CSV file: it is chosen, checked line by line, and imported on confirmation. */
export const ImportProducts = () => {
  const { t, i18n } = useTranslation('desk')
  const language = languageOf(i18n.language)
  const send = useImportProducts()
  const [chosen, setChosen] = useState<Chosen>()
  const [report, setReport] = useState<ImportReport>()
  const [problem, setProblem] = useState<'tooLarge' | 'notText'>()

  /** Decodes the file with an encoding and checks it. */
  const checkAs = (file: Pick<Chosen, 'name' | 'bytes' | 'encodings'>, encoding: FileEncoding) => {
    const csv = decodeAs(file.bytes, encoding) ?? ''
    setReport(undefined)
    setChosen({ ...file, csv, encoding })
    send.mutate({ csv, mode: 'check' }, { onSuccess: setReport })
  }
  const check = async (file: File | undefined) => {
    setReport(undefined)
    setProblem(undefined)
    setChosen(undefined)
    send.reset()
    if (!file) return
    const read = await readBytes(file, language)
    if ('problem' in read) return setProblem(read.problem)
    checkAs({ name: file.name, ...read }, read.encodings[0])
  }
  const runImport = (mode: 'all' | 'good_lines') => {
    if (!chosen) return
    send.mutate(
      { csv: chosen.csv, mode },
      {
        onSuccess: (done) => {
          setReport(done)
          // The catalogue may have changed since the check; the report then says so.
          if (done.isImported) toast.success(t('import.done', { count: done.created + done.updated }))
        },
      },
    )
  }
  const refusal = problem ? t(`import.file.${problem}`) : send.error ? errorText(send.error, language) : undefined
  return (
    <>
      <Card className="max-w-2xl p-5 md:p-6">
        <div className="flex flex-col gap-4">
          <ErrorSummary problems={[]} message={refusal} attempt={send.failureCount} />
          <Field id="file" label={t('import.file.label')} help={t('import.file.help')}>
            <Input
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
              onChange={(event) => void check(event.target.files?.[0])}
              className="h-auto py-1.5 pl-1.5 file:mr-3 file:h-8 file:cursor-pointer file:rounded-control file:border-0 file:bg-sunken file:px-3 file:text-13 file:font-medium file:text-ink hover:file:bg-hover"
            />
          </Field>
          {chosen && chosen.encodings.length > 1 && !report?.isImported && (
            <FileEncodingChoice
              bytes={chosen.bytes}
              encoding={chosen.encoding}
              encodings={chosen.encodings}
              isDisabled={send.isPending}
              onEncoding={(encoding) => checkAs(chosen, encoding)}
            />
          )}
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
      {chosen && report && <ImportReportView fileName={chosen.name} report={report} isPending={send.isPending} onImport={runImport} />}
    </>
  )
}
