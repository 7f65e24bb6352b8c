import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the page in the browser's tab; undefined while the name is not known yet. */
export const usePageTitle = (page: string | undefined) => {
  const { t } = useTranslation()
  useEffect(() => {
    if (page !== undefined) document.title = t('title', { page })
  }, [page, t])
}
