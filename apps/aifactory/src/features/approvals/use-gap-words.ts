import type { PolicyGap } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'

/** Describes the missing approvers of a stage. `people` is the number of possible approvers without the requester. */
export const useGapWords = () => {
  const { t } = useTranslation('approvals')
  return ({ needed, people }: Pick<PolicyGap, 'needed' | 'people'>): string =>
    people === 0 ? t('policies.gapNobody', { count: needed }) : t('policies.gapFew', { count: needed, people })
}
