'use client'
import type { AuditCheckpoint, AuditVerdict } from '@pantheon/contract'
import { Download, FileCheck2, ShieldAlert, ShieldCheck } from 'lucide-react'
import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded, Refusal } from '../account/action.ts'
import { cn } from '../cn.ts'
import { sentenceGap } from '../i18n/spacing.ts'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { formatDateTime } from '../primitives/DateTime.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { readCheckpoint } from './checkpoint-file.ts'

export interface ChainCardProps {
  /** The verification of the log against its own hashes and the server's checkpoints. */
  verdict: Loaded<AuditVerdict> & { isChecking: boolean }
  /** The verification of the log against a checkpoint that the user kept. */
  kept: { verdict: AuditVerdict | undefined; refusal: Refusal | undefined; isChecking: boolean; check: (checkpoint: AuditCheckpoint) => void }
  /** Creates a signed checkpoint at the end of the log and downloads it. */
  checkpoint: Action<void>
}

/** Whether the hash chain of the log is intact, with an alert when it is not, and checkpoints to keep outside. */
export const ChainCard = ({ verdict, kept, checkpoint }: ChainCardProps) => {
  const { t } = useTranslation('organization')
  const inputId = useId()
  const [given, setGiven] = useState<AuditCheckpoint>()
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    // Allows choosing the same file again.
    event.target.value = ''
    if (!file) return
    const found = readCheckpoint(await file.text())
    setUnreadable(found === undefined)
    setGiven(found)
    if (found) kept.check(found)
  }
  const isBroken = verdict.data?.isIntact === false || kept.verdict?.isIntact === false
  return (
    <Card className={cn('mb-6 p-4 md:p-5', isBroken && 'border-danger bg-danger-soft')}>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div role="status" className="min-w-0 flex-1 basis-80 space-y-3">
          {verdict.data ? (
            <Verdict verdict={verdict.data} />
          ) : verdict.refusal ? (
            <p className="text-14 text-danger-text">{verdict.refusal.message}</p>
          ) : (
            <Skeleton shape="text" className="h-12 max-w-lg" />
          )}
          {given && kept.verdict && <KeptVerdict checkpoint={given} verdict={kept.verdict} />}
          {given && kept.refusal && <p className="text-14 text-danger-text">{kept.refusal.fields[0] ? t('chain.otherOrganization') : kept.refusal.message}</p>}
          {checkpoint.refusal && <p className="text-14 text-danger-text">{checkpoint.refusal.message}</p>}
          {isUnreadable && <p className="text-14 text-danger-text">{t('chain.unreadable')}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" isPending={verdict.isChecking} onClick={verdict.retry}>
            {!verdict.isChecking && <ShieldCheck aria-hidden />}
            {t('chain.verify')}
          </Button>
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-4">
        <p className="min-w-0 flex-1 basis-80 text-13 text-ink-muted">{t('chain.keepText')}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="ghost" size="small" isPending={checkpoint.isPending} onClick={() => checkpoint.run()}>
            {!checkpoint.isPending && <Download aria-hidden />}
            {t('chain.download')}
          </Button>
          <input id={inputId} type="file" accept=".json,.jsonl,application/json" className="peer sr-only" onChange={(event) => void choose(event)} />
          <Button asChild variant="ghost" size="small" className="cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-focus">
            <label htmlFor={inputId}>
              <FileCheck2 aria-hidden />
              {t(kept.isChecking ? 'chain.checking' : 'chain.against')}
            </label>
          </Button>
        </div>
      </div>
    </Card>
  )
}

const Verdict = ({ verdict }: { verdict: AuditVerdict }) => {
  const { t, i18n } = useTranslation('organization')
  if (verdict.broken) return <Broken broken={verdict.broken} />
  return (
    <div className="flex gap-3">
      <ShieldCheck aria-hidden className="mt-0.5 size-6 shrink-0 text-success-text" />
      <div>
        <p className="text-16 font-semibold text-success-text">{t('chain.intact')}</p>
        <p className="text-14 text-ink-muted">
          {[
            t('chain.entries', { count: verdict.entries }),
            t('chain.checkpoints', { count: verdict.checkpoints }),
            ...(verdict.lastCheckpointAt === null ? [] : [t('chain.last', { at: formatDateTime(verdict.lastCheckpointAt, 'second') })]),
          ].join(sentenceGap(i18n.language))}
        </p>
      </div>
    </div>
  )
}

const KeptVerdict = ({ checkpoint, verdict }: { checkpoint: AuditCheckpoint; verdict: AuditVerdict }) => {
  const { t } = useTranslation('organization')
  if (verdict.broken) return <Broken broken={verdict.broken} />
  return (
    <p className="flex gap-3 text-14 text-success-text">
      <FileCheck2 aria-hidden className="mt-0.5 size-5 shrink-0" />
      {t('chain.keptIntact', { seq: checkpoint.seq, at: formatDateTime(checkpoint.at, 'second') })}
    </p>
  )
}

const Broken = ({ broken }: { broken: NonNullable<AuditVerdict['broken']> }) => {
  const { t } = useTranslation('organization')
  return (
    <div role="alert" className="flex gap-3 text-danger-text">
      <ShieldAlert aria-hidden className="mt-0.5 size-6 shrink-0" />
      <div>
        <p className="text-16 font-semibold">{t('chain.broken', { seq: broken.seq })}</p>
        <p className="text-14">{t(`chain.reason.${broken.reason}`, { seq: broken.seq })}</p>
        <p className="mt-1 text-14">{t('chain.whatNow')}</p>
      </div>
    </div>
  )
}
