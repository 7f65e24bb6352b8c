import type { Policy } from '@pantheon/contract'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useGapWords } from './use-gap-words.ts'

/** Warns that a rule cannot be satisfied at present, with the number of missing approvers by stage; renders nothing otherwise. */
export const PolicyGaps = ({ policy: { gaps } }: { policy: Policy }) => {
  const { t } = useTranslation('approvals')
  const gapText = useGapWords()
  if (gaps.length === 0) return null
  return (
    <div role="status" className="mb-5 flex max-w-3xl gap-3 rounded-card bg-warning-soft px-4 py-3 text-14 text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-semibold">{t('policies.unmetTitle')}</p>
        <ul className="mt-1">
          {gaps.map(({ stage, name, needed, people }) => (
            <li key={stage}>{t('policies.unmetStage', { stage, name, gap: gapText({ needed, people }) })}</li>
          ))}
        </ul>
        <p className="mt-1">{t('policies.unmetText')}</p>
      </div>
    </div>
  )
}
