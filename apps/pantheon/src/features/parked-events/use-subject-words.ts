import type { ParkedEvent } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { shortId } from '../orders/order-words.ts'

/** The subject blocked by a parked event as text: `order 30281d`. */
export const useSubjectWords = () => {
  const { t } = useTranslation()
  return ({ subject: { type, id }, organizationId }: Pick<ParkedEvent, 'subject' | 'organizationId'>): string => {
    if (type !== 'chain') return `${type} ${shortId(id)}`
    return organizationId === null ? t('parkedEvents.platformChain') : t('parkedEvents.chain', { id: shortId(organizationId) })
  }
}
