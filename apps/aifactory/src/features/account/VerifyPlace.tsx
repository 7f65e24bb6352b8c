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
    // Without a memory the page moves once, when the server has said who is there.
  }
}

/** Where the word about an unverified e-mail stands. Its room is kept from the first paint on: nothing moves when it comes. */
export const VerifyPlace = () => {
  const { account, isSettled } = useAccount()
  const email = account && !account.user.isEmailVerified ? account.user.email : undefined
  useEffect(() => {
    if (isSettled) remember(email !== undefined)
  }, [isSettled, email])
  const room = <div className="mb-6 h-27 sm:h-13" />
  if (email === undefined) return !isSettled && wasUnverified() ? room : null
  return (
    <Suspense fallback={room}>
      <VerifyNotice email={email} />
    </Suspense>
  )
}
