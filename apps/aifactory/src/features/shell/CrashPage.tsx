import { ErrorState } from '@pantheon/ui'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isPartMissing, reloadForMissing } from '../../reload-when-outdated.ts'

/** A link pointed at without a network leaves its page unfetched for good. Once there is one, nobody need press anything. */
const NotFetched = () => {
  const { t } = useTranslation()
  useEffect(() => {
    const reload = () => void reloadForMissing()
    reload()
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
  }, [])
  return <ErrorState isPage title={t('state.notFetchedTitle')} message={t('state.notFetchedText')} onRetry={() => window.location.reload()} />
}

/** Shown when a page throws, or was never fetched: the shell stays, the page can be tried again. */
export const CrashPage = ({ reset }: ErrorComponentProps) => {
  const { t } = useTranslation()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (isPartMissing()) return <NotFetched />
  return <ErrorState isPage title={t('state.crashTitle')} message={t('state.crashText')} onRetry={retry} />
}
