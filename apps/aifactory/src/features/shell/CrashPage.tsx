import { ErrorState } from '@pantheon/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Shown when a page throws: the shell stays, the page can be tried again. */
export const CrashPage = ({ reset }: ErrorComponentProps) => {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ErrorState isPage title={t('state.crashTitle')} message={t('state.crashText')} onRetry={retry} />
}
