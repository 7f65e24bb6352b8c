import { Button, EmptyState } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from './use-page-title.ts'

/** Shown for an unknown URL. */
export const NotFoundPage = () => {
  const { t } = useTranslation()
  usePageTitle(t('state.notFoundTitle'))
  return (
    <EmptyState
      isPage
      icon={<Compass />}
      title={t('state.notFoundTitle')}
      actions={
        <Button asChild variant="secondary">
          <Link to="/">{t('state.toCatalogue')}</Link>
        </Button>
      }
    >
      {t('state.notFoundText')}
    </EmptyState>
  )
}
