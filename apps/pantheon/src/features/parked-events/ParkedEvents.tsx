'use client'
import { knownCodeText } from '@pantheon/client/react'
import type { ParkedEvent } from '@pantheon/contract'
import { Button, Clamped, type Column, DataTable, DateTime, EmptyState, type Language, languageOf, PageHeader, RowText } from '@pantheon/ui'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { AppLink } from '../shell/AppLink.tsx'
import { ParkedEventMoves } from './ParkedEventMoves.tsx'
import { useParkedEvents } from './use-parked-events.ts'
import { useSubjectWords } from './use-subject-words.ts'

const rowKey = ({ id }: ParkedEvent) => id
const rowVersion = ({ tries, waiting }: ParkedEvent) => tries * 10_000 + waiting

/** The subject that is blocked by the event; an order is a link. */
const SubjectCell = ({ subject: { type, id }, organizationId }: Pick<ParkedEvent, 'subject' | 'organizationId'>) => {
  const text = useSubjectWords()({ subject: { type, id }, organizationId })
  if (type === 'chain') return text
  return type === 'order' ? (
    <AppLink href={`/orders/?order=${id}`} className="font-mono text-13 underline">
      {text}
    </AppLink>
  ) : (
    <span className="font-mono text-13">{text}</span>
  )
}

/** The recorded error; for an error code also its message, where there is one. */
const ErrorCell = ({ error, language }: { error: string; language: Language }) => {
  const sentence = knownCodeText(error, undefined, language)
  return (
    <>
      <span className="block font-mono text-13">
        <Clamped>{error}</Clamped>
      </span>
      {sentence !== undefined && <span className="block text-13 text-ink-muted">{sentence}</span>}
    </>
  )
}

const useColumns = (): Column<ParkedEvent>[] => {
  const { t, i18n } = useTranslation()
  return useMemo((): Column<ParkedEvent>[] => {
    return [
      {
        id: 'name',
        header: t('parkedEvents.event'),
        isName: true,
        cell: ({ name, consumer }) => (
          <RowText quiet={consumer}>
            <span className="font-medium whitespace-nowrap">{name}</span>
          </RowText>
        ),
      },
      { id: 'subject', header: t('parkedEvents.subject'), cell: (event) => <SubjectCell {...event} /> },
      { id: 'error', header: t('parkedEvents.error'), isText: true, cell: ({ error }) => <ErrorCell error={error} language={languageOf(i18n.language)} /> },
      { id: 'tries', header: t('parkedEvents.tries'), align: 'end', cell: ({ tries }) => tries },
      { id: 'waiting', header: t('parkedEvents.waiting'), align: 'end', cell: ({ waiting }) => waiting },
      {
        id: 'age',
        header: t('parkedEvents.age'),
        align: 'end',
        cell: ({ createdAt }) => <DateTime at={createdAt} className="text-13 whitespace-nowrap text-ink-muted" />,
      },
      { id: 'moves', header: t('parkedEvents.moves'), align: 'end', cell: (event) => <ParkedEventMoves event={event} /> },
    ]
  }, [t, i18n.language])
}

/** Events that could not be handled, for operators: reason, time, and actions. */
export const ParkedEvents = () => {
  const { t } = useTranslation()
  const events = useParkedEvents()
  const columns = useColumns()
  const rows = events.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader title={t('nav.parkedEvents')} description={t('parkedEvents.text')} />
      {rows === undefined && events.error !== null ? (
        <Failed isWhole error={events.error} onRetry={() => void events.refetch()} />
      ) : rows?.length === 0 ? (
        <EmptyState icon={<CircleCheck />} title={t('parkedEvents.emptyTitle')}>
          {t('parkedEvents.emptyText')}
        </EmptyState>
      ) : (
        <DataTable caption={t('nav.parkedEvents')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} skeletonRows={3} />
      )}
      {events.hasNextPage && (
        <div className="mt-4 text-center">
          <Button variant="secondary" isPending={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {events.isFetchingNextPage ? t('state.loadingMore') : t('state.loadMore')}
          </Button>
        </div>
      )}
    </>
  )
}
