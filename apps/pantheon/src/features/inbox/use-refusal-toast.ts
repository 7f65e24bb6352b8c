import { errorText } from '@pantheon/client/react'
import { languageOf, toast } from '@pantheon/ui'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Shows a refusal by the server as a toast, in the user's language. */
export const useRefusalToast = () => {
  const { i18n } = useTranslation()
  return useCallback((error: unknown) => void toast.error(errorText(error, languageOf(i18n.language))), [i18n])
}
