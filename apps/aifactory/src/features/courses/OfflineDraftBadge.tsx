import type { Course } from '@pantheon/contract'
import { Badge } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** Marks content that was not written by a language model. */
export const OfflineDraftBadge = ({ authorship }: { authorship: Course['authorship'] }) => {
  const { t } = useTranslation()
  if (authorship !== 'offline_draft') return null
  return (
    <Badge tone="warning" title={t('courses.offlineText')}>
      {t('courses.offline')}
    </Badge>
  )
}
