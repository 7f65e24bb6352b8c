'use client'
import { AccountArea, loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { SignInFrame } from './SignInFrame.tsx'

const CardShape = () => (
  <div aria-busy="true">
    <Skeleton shape="form" className="h-80" />
  </div>
)

// Each renders its own heading. Not server-rendered: the content depends on the URL.
const views = {
  forgotPassword: dynamic(async () => (await loadPart(() => import('./ForgotPassword.tsx'))).ForgotPassword, { ssr: false, loading: CardShape }),
  resetPassword: dynamic(async () => (await loadPart(() => import('./ResetPassword.tsx'))).ResetPassword, { ssr: false, loading: CardShape }),
  verifyEmail: dynamic(async () => (await loadPart(() => import('./VerifyEmail.tsx'))).VerifyEmail, { ssr: false, loading: CardShape }),
}

/** A sign-in page other than sign-in and sign-up: resetting a password or verifying an e-mail address. */
export const AccountPage = ({ view }: { view: keyof typeof views }) => {
  const View = views[view]
  return (
    <SignInFrame>
      <AccountArea fallback={<CardShape />}>
        <View />
      </AccountArea>
    </SignInFrame>
  )
}
