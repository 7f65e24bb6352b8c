import { errorText } from '@pantheon/client/react'
import { languageOf, toast } from '@pantheon/ui'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Says what the server said no to, in the reader's language. */
export const useRefusalToast = () => {
  const { i18n } = useTranslation()
  return useCallback((error: unknown) => void toast.error(errorText(error, languageOf(i18n.language))), [i18n])
}
