'use client'
import { AccountArea, loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { SignInFrame } from './SignInFrame.tsx'

const CardShape = () => (
  <div aria-busy="true">
    <Skeleton shape="form" className="h-80" />
  </div>
)

// Each says its own heading; nobody sees one before the browser has read the address.
const views = {
  forgotPassword: dynamic(async () => (await loadPart(() => import('./ForgotPassword.tsx'))).ForgotPassword, { ssr: false, loading: CardShape }),
  resetPassword: dynamic(async () => (await loadPart(() => import('./ResetPassword.tsx'))).ResetPassword, { ssr: false, loading: CardShape }),
  verifyEmail: dynamic(async () => (await loadPart(() => import('./VerifyEmail.tsx'))).VerifyEmail, { ssr: false, loading: CardShape }),
}

/** A page of the door for those who cannot come in yet, or whose address is to be proven. */
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
