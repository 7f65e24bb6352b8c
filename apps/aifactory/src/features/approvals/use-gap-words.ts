import type { PolicyGap } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'

/** Who is missing in a stage, in a sentence. `people` is how many but the requester could decide. */
export const useGapWords = () => {
  const { t } = useTranslation('approvals')
  return ({ needed, people }: Pick<PolicyGap, 'needed' | 'people'>): string =>
    people === 0 ? t('policies.gapNobody', { count: needed }) : t('policies.gapFew', { count: needed, people })
}
