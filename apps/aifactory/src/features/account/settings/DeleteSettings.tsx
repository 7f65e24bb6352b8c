import { useDeleteAccount, useSignInMethods } from '@pantheon/client/react'
import { DeleteAccountView, toast } from '@pantheon/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../use-account.ts'
import { useLocale } from '../use-locale.ts'

export const DeleteSettings = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { account } = useAccount()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const methods = useSignInMethods(locale)
  const deletion = useDeleteAccount(locale, async () => {
    await navigate({ to: '/' })
    await queryClient.resetQueries()
    toast.success(t('auth.deleted'))
  })
  return account ? <DeleteAccountView user={account.user} methods={methods} deletion={deletion} /> : null
}
