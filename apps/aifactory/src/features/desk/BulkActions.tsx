import { BulkBar, Button, Dialog, type RowSelection, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BulkResults, type BulkResultsProps } from './BulkResults.tsx'
import type { BulkTarget, useBulk } from './use-bulk.ts'

type Step = 'cancel' | 'fulfil' | 'retry' | 'archive' | 'restore' | 'publish'
/** Destructive actions, which require a confirmation. */
const asking = ['cancel', 'archive'] as const
const isAsked = (step: Step): step is (typeof asking)[number] => asking.some((known) => known === step)

interface BulkActionsProps<Row extends BulkTarget, S extends Step> {
  steps: readonly S[]
  selection: RowSelection<Row>
  bulk: ReturnType<typeof useBulk<S>>
  nameOf: (row: Row) => string
  stateName: BulkResultsProps['stateName']
}

/** The bulk actions bar of a list: actions, progress and results. */
export const BulkActions = <Row extends BulkTarget, S extends Step>({ steps, selection, bulk, nameOf, stateName }: BulkActionsProps<Row, S>) => {
  const { t } = useTranslation('desk')
  const [asked, setAsked] = useState<(typeof asking)[number]>()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const { run } = bulk
  const go = async (step: S) => {
    const taken: Step = step
    const targets = selection.rows
    setAsked(undefined)
    setNames(new Map(targets.map((row) => [row.id, nameOf(row)])))
    const { answer, error } = await bulk.start(step, targets)
    if (error !== undefined) return
    selection.clear()
    if (answer.refused > 0) return
    toast.success(t(`bulk.done.${taken}`, { count: answer.done }))
    bulk.close()
  }
  // Destructive actions come last and unobtrusively; the confirmation has the red button.
  const ordered = [...steps].sort((a, b) => Number(isAsked(a)) - Number(isAsked(b)))
  const askOrGo = (step: S) => (isAsked(step) ? setAsked(step) : void go(step))
  return (
    <>
      <BulkBar count={selection.rows.length} onClear={selection.clear} progress={run?.progress}>
        {ordered.map((step) => (
          <Button key={step} variant={isAsked(step) ? 'ghost' : 'secondary'} onClick={() => askOrGo(step)}>
            {t(`bulk.${step}`)}
          </Button>
        ))}
      </BulkBar>
      {asked && (
        <Dialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
          title={t(`bulk.ask.${asked}`, { count: selection.rows.length })}
          description={t(`bulk.ask.${asked}Text`)}
          actions={
            <>
              <Button variant="secondary" onClick={() => setAsked(undefined)}>
                {t('bulk.keep')}
              </Button>
              <Button variant="danger" onClick={() => void go(asked as S)}>
                {t(`bulk.${asked}`)}
              </Button>
            </>
          }
        />
      )}
      {run && run.progress === undefined && (run.answer.refused > 0 || run.error !== undefined) && (
        <BulkResults run={run} nameOf={(id) => names.get(id) ?? id} stateName={stateName} onClose={bulk.close} />
      )}
    </>
  )
}
