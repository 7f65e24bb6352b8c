import type { Account, Permission } from '@pantheon/contract'
import { loadPart, type NotAllowedPlace } from '@pantheon/ui'
import { lazy, type ReactNode, Suspense } from 'react'
import { PageWaiting } from '../shell/PageWaiting.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { SignInInvitation } from './SignInInvitation.tsx'
import { useAccount } from './use-account.ts'

interface SignedInProps {
  /** Without it, the page names the missing permission and who can grant it. */
  permission?: Permission
  /** The page, where the permission's own description would not fit it. */
  page?: NotAllowedPlace
  children: (account: Account) => ReactNode
}

const NotAllowedPage = lazy(async () => ({ default: (await loadPart(() => import('./NotAllowedPage.tsx'))).NotAllowedPage }))

/** Renders its children for signed-in users; others get the sign-in page, which returns here. */
export const SignedIn = ({ permission, page, children }: SignedInProps) => {
  const { account, isSettled, error, retry, can } = useAccount()
  if (!isSettled) return <PageWaiting />
  // The account may be cached from before the connection was lost: then the page stays.
  if (error && !account) return <QueryError error={error} onRetry={retry} />
  if (!account) return <SignInInvitation />
  if (permission && !can(permission)) {
    return (
      <Suspense fallback={<PageWaiting />}>
        <NotAllowedPage permission={permission} page={page} />
      </Suspense>
    )
  }
  return children(account)
}
