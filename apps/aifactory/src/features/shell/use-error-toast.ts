import { errorText } from '@pantheon/client'
import { languageOf, toast } from '@pantheon/ui'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Says what went wrong with an action, in the reader's language. */
export const useErrorToast = () => {
  const { i18n } = useTranslation()
  return useCallback((error: unknown) => toast.error(errorText(error, languageOf(i18n.language))), [i18n])
}
