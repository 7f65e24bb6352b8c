'use client'
import { useChangePassword, useForgotPassword, useSignInMethods } from '@pantheon/client/react'
import { PasswordView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'
import { useAccount } from '../session/use-session.ts'

export const PasswordSettings = () => {
  const locale = useLocale()
  const account = useAccount()
  const methods = useSignInMethods(locale)
  const change = useChangePassword(locale)
  const sendLink = useForgotPassword(locale)
  return account ? <PasswordView user={account.user} methods={methods} change={change} sendLink={sendLink} /> : null
}
