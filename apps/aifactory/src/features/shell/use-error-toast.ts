import { errorOf, errorText } from '@pantheon/client/react'
import { languageOf, toast } from '@pantheon/ui'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Shows the error of an action as a toast, with a link to the plans when the credits are exhausted. */
export const useErrorToast = () => {
  const { t, i18n } = useTranslation()
  const router = useRouter()
  return useCallback(
    (error: unknown) => {
      const plans = { label: t('rewrite.plans'), onClick: () => void router.navigate({ to: '/plan' }) }
      toast.error(errorText(error, languageOf(i18n.language)), errorOf(error).code === 'credits.exhausted' ? { action: plans } : undefined)
    },
    [i18n, router, t],
  )
}
