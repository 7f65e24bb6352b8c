import { useForgotPassword } from '@pantheon/client/react'
import { AIFactoryMark, doorPath, ForgotPasswordView } from '@pantheon/ui'
import { PathLink } from './PathLink.tsx'
import { useLocale } from './use-locale.ts'

export const ForgotPasswordPage = ({ next }: { next: string | undefined }) => (
  <ForgotPasswordView mark={<AIFactoryMark />} forgot={useForgotPassword(useLocale())} signInHref={doorPath('/sign-in', next)} linkComponent={PathLink} />
)
