import type { Account, Permission } from '@pantheon/contract'
import { loadPart, type NotAllowedPlace } from '@pantheon/ui'
import { lazy, type ReactNode, Suspense } from 'react'
import { PageWaiting } from '../shell/PageWaiting.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { SignInInvitation } from './SignInInvitation.tsx'
import { useAccount } from './use-account.ts'

interface SignedInProps {
  /** Without it, the page says which permission is missing and whom to ask. */
  permission?: Permission
  /** What the permission is needed for here, where its own name says something else. */
  page?: NotAllowedPlace
  children: (account: Account) => ReactNode
}

const NotAllowedPage = lazy(async () => ({ default: (await loadPart(() => import('./NotAllowedPage.tsx'))).NotAllowedPage }))

/** Shows its children to those who are signed in; others are led to the door and back. */
export const SignedIn = ({ permission, page, children }: SignedInProps) => {
  const { account, isSettled, error, retry, can } = useAccount()
  if (!isSettled) return <PageWaiting />
  // Who they are was known before the line was cut: then the page stays.
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
