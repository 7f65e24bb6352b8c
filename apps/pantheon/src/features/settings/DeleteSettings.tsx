'use client'
import { useDeleteAccount, useSignInMethods } from '@pantheon/client/react'
import { DeleteAccountView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'
import { useAccount, useLeave } from '../session/use-session.ts'

export const DeleteSettings = () => {
  const locale = useLocale()
  const account = useAccount()
  const methods = useSignInMethods(locale)
  const deletion = useDeleteAccount(locale, useLeave())
  return account ? <DeleteAccountView user={account.user} methods={methods} deletion={deletion} /> : null
}
