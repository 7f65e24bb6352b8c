import { useForgotPassword } from '@pantheon/client/react'
import { AIFactoryMark, ForgotPasswordView, pathWithNext } from '@pantheon/ui'
import { PathLink } from './PathLink.tsx'
import { useLocale } from './use-locale.ts'

export const ForgotPasswordPage = ({ next }: { next: string | undefined }) => (
  <ForgotPasswordView mark={<AIFactoryMark />} forgot={useForgotPassword(useLocale())} signInHref={pathWithNext('/sign-in', next)} linkComponent={PathLink} />
)
