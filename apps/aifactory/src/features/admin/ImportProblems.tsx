import type { LineProblem } from '@pantheon/contract'
import { Clamped, type Column, DataTable } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

const rowKey = ({ line, column, code }: LineProblem) => `${line}/${column}/${code}`

/** Every line that cannot be imported, with its reason. */
export const ImportProblems = ({ problems }: { problems: readonly LineProblem[] }) => {
  const { t } = useTranslation('desk')
  const columns: Column<LineProblem>[] = [
    { id: 'line', header: t('import.column.line'), isName: true, cell: ({ line }) => t('import.line', { line }) },
    { id: 'column', header: t('import.column.column'), cell: ({ column }) => (column === null ? '' : <code className="text-13">{column}</code>) },
    { id: 'problem', header: t('import.column.problem'), isText: true, cell: ({ code }) => t(`import.problem.${code}`) },
    {
      id: 'value',
      header: t('import.column.value'),
      isText: true,
      cell: ({ value }) =>
        value && (
          <code className="text-13">
            <Clamped>{value}</Clamped>
          </code>
        ),
    },
  ]
  return <DataTable caption={t('import.problemsTitle')} columns={columns} rows={problems} rowKey={rowKey} />
}
