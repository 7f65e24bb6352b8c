'use client'
import { useResendVerification } from '@pantheon/client/react'
import { AccountArea, VerifyEmailBanner } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

/** Notice for users whose e-mail address is not verified yet. */
export const VerifyNotice = ({ email }: { email: string }) => {
  const resend = useResendVerification(useLocale())
  return (
    <AccountArea fallback={<div className="mb-6 h-27 sm:h-13" />}>
      <VerifyEmailBanner email={email} resend={resend} />
    </AccountArea>
  )
}
