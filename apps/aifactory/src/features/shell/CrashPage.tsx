import { ErrorState } from '@pantheon/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isPartMissing } from '../../reload-when-outdated.ts'

/** Shown when a page throws, or was never fetched: the shell stays, the page can be tried again. */
export const CrashPage = ({ reset }: ErrorComponentProps) => {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (isPartMissing())
    return <ErrorState isPage title={t('state.notFetchedTitle')} message={t('state.notFetchedText')} onRetry={() => window.location.reload()} />
  return <ErrorState isPage title={t('state.crashTitle')} message={t('state.crashText')} onRetry={retry} />
}
