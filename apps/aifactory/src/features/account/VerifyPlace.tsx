import { loadPart } from '@pantheon/ui'
import { lazy, Suspense, useEffect } from 'react'
import { useAccount } from './use-account.ts'

const VerifyNotice = lazy(async () => ({ default: (await loadPart(() => import('./VerifyNotice.tsx'))).VerifyNotice }))

const key = 'aifactory.unverified'
const wasUnverified = (): boolean => {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
const remember = (isUnverified: boolean): void => {
  try {
    if (isUnverified) localStorage.setItem(key, '1')
    else localStorage.removeItem(key)
  } catch {
    // Without storage the layout shifts once, when the session is loaded.
  }
}

/** The slot of the notice about an unverified e-mail address. Its space is reserved from the first paint, to prevent layout shift. */
export const VerifyPlace = () => {
  const { account, isSignedOut } = useAccount()
  // A session query that failed says nothing about the address.
  const isKnown = account !== undefined || isSignedOut
  const email = account && !account.user.isEmailVerified ? account.user.email : undefined
  useEffect(() => {
    if (isKnown) remember(email !== undefined)
  }, [isKnown, email])
  const room = <div className="mb-6 h-27 sm:h-13" />
  if (email === undefined) return !isKnown && wasUnverified() ? room : null
  return (
    <Suspense fallback={room}>
      <VerifyNotice email={email} />
    </Suspense>
  )
}
