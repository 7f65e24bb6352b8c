import { useTranslation } from 'react-i18next'

/** The test cards relevant for a plan, with their outcomes. */
export const useTestCards = () => {
  const { t } = useTranslation(['app', 'plan'])
  return [
    { number: '4242 4242 4242 4242', outcome: t('pay.succeeds') },
    { number: '4000 0000 0000 0002', outcome: t('pay.declines') },
    { number: '4000 0000 0000 0341', outcome: t('card.fails', { ns: 'plan' }) },
  ]
}
