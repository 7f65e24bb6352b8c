import { useChangePassword, useForgotPassword, useSignInMethods } from '@pantheon/client/react'
import { PasswordView } from '@pantheon/ui'
import { useAccount } from '../use-account.ts'
import { useLocale } from '../use-locale.ts'

export const PasswordSettings = () => {
  const locale = useLocale()
  const { account } = useAccount()
  const methods = useSignInMethods(locale)
  const change = useChangePassword(locale)
  const sendLink = useForgotPassword(locale)
  return account ? <PasswordView user={account.user} methods={methods} change={change} sendLink={sendLink} /> : null
}
