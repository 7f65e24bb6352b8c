'use client'
import type { AuditEntry } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { DefinitionList, type Fact } from '../patterns/DefinitionList.tsx'
import { Button } from '../primitives/Button.tsx'
import { DateTime } from '../primitives/DateTime.tsx'
import { Sheet } from '../primitives/Dialog.tsx'
import { isActor } from './audit-filter.ts'
import { unnamedOf, useAuditWords } from './audit-words.ts'
import { CopyValue } from './CopyValue.tsx'

const KeyUsed = ({ name, prefix }: NonNullable<AuditEntry['apiKey']>) => (
  <>
    {name} <span className="font-mono text-12 font-normal text-ink-muted">{prefix}…</span>
  </>
)

interface AuditDetailProps {
  entry: AuditEntry
  onClose: () => void
  /** Filters the log by this actor, including former members. */
  onActor: (actorId: string) => void
}

/** One audit entry with every field that its hash covers. */
export const AuditDetail = ({ entry, onClose, onActor }: AuditDetailProps) => {
  const { t } = useTranslation('organization')
  const { actionOf, resourceOf, whoOf } = useAuditWords()
  const { actorId } = entry
  const copyable = (term: string, value: string | null): Fact[] =>
    value === null ? [] : [{ term, isLong: true, value: <CopyValue label={term} value={value} /> }]
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('audit.entry', { seq: entry.seq })}
      description={actionOf(entry.action)}
      className="md:w-[32rem]"
    >
      <DefinitionList
        facts={[
          { term: t('audit.who'), value: whoOf(entry) ?? t(unnamedOf(entry)) },
          ...(entry.apiKey ? [{ term: t('audit.key'), isLong: true, value: <KeyUsed {...entry.apiKey} /> }] : []),
          { term: t('audit.when'), value: <DateTime at={entry.at} precision="second" /> },
          { term: t('audit.on'), value: resourceOf(entry.resourceType) },
          { term: t('audit.where'), value: entry.address ?? t('audit.inside') },
          ...(entry.userAgent === null
            ? []
            : [{ term: t('audit.device'), isLong: true, value: <span className="text-13 font-normal break-words">{entry.userAgent}</span> }]),
        ]}
      />
      {actorId !== null && isActor(actorId) && (
        <Button variant="secondary" size="small" className="mt-4" onClick={() => onActor(actorId)}>
          {t('audit.allOfTheirs')}
        </Button>
      )}
      <h3 className="mt-6 mb-2 text-14 font-semibold">{t('audit.ids')}</h3>
      <DefinitionList
        facts={[
          { term: t('audit.name'), isLong: true, value: <CopyValue label={t('audit.name')} value={entry.action} /> },
          ...copyable(t('audit.resourceId'), entry.resourceId),
          ...copyable(t('audit.actorId'), entry.actorId),
          ...copyable(t('audit.keyId'), entry.apiKey?.id ?? null),
          ...copyable(t('audit.requestId'), entry.requestId),
        ]}
      />
      <h3 className="mt-6 mb-1 text-14 font-semibold">{t('audit.proof')}</h3>
      <p className="mb-3 text-13 text-ink-muted">{t('audit.proofText')}</p>
      <DefinitionList
        facts={[
          ...copyable(t('audit.before'), entry.beforeDigest),
          ...copyable(t('audit.after'), entry.afterDigest),
          ...copyable(t('audit.prevHash'), entry.prevHash),
          ...copyable(t('audit.hash'), entry.hash),
        ]}
      />
    </Sheet>
  )
}
