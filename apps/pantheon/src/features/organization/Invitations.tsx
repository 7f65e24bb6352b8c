'use client'
import { useInvitations } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { InvitationsView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const Invitations = ({ account: { permissions, user } }: { account: Account }) => {
  const locale = useLocale()
  return <InvitationsView {...useInvitations(locale, permissions.includes('member:manage'))} held={permissions} sender={user} locale={locale} />
}
