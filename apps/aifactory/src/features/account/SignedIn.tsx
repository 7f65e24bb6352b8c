import type { Account, Permission } from '@pantheon/contract'
import { Button, EmptyState, NotAllowed, Skeleton } from '@pantheon/ui'
import { Link, useRouterState } from '@tanstack/react-router'
import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { useAccount } from './use-account.ts'

interface SignedInProps {
  /** Without it, the page says which permission is missing and whom to ask. */
  permission?: Permission
  children: (account: Account) => ReactNode
}

/** Shows its children to those who are signed in; others are led to the door and back. */
export const SignedIn = ({ permission, children }: SignedInProps) => {
  const { t } = useTranslation()
  const { account, isSettled, error, retry, can } = useAccount()
  const next = useRouterState({ select: (state) => state.location.href })
  if (!isSettled) {
    return (
      <div aria-busy="true" className="space-y-4">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-40 rounded-card" />
      </div>
    )
  }
  if (error) return <QueryError error={error} onRetry={retry} />
  if (!account) {
    return (
      <EmptyState
        icon={<LockKeyhole />}
        title={t('state.signInTitle')}
        actions={
          <>
            <Button asChild>
              <Link to="/sign-in" search={{ next }}>
                {t('nav.signIn')}
              </Link>
            </Button>
            <Button asChild variant="secondary">
              <Link to="/sign-up" search={{ next }}>
                {t('nav.signUp')}
              </Link>
            </Button>
          </>
        }
      >
        {t('state.signInText')}
      </EmptyState>
    )
  }
  if (permission && !can(permission)) return <NotAllowed permission={permission} />
  return children(account)
}
