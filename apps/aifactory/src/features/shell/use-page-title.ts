import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Sets the title of the browser tab; undefined while the name is loading. */
export const usePageTitle = (page: string | undefined) => {
  const { t } = useTranslation()
  useEffect(() => {
    if (page !== undefined) document.title = t('title', { page })
  }, [page, t])
}
