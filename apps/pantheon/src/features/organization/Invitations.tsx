'use client'
import { useInvitations } from '@pantheon/client'
import type { Account } from '@pantheon/contract'
import { InvitationsView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const Invitations = ({ account: { permissions } }: { account: Account }) => {
  const locale = useLocale()
  return <InvitationsView {...useInvitations(locale, permissions.includes('member:manage'))} held={permissions} locale={locale} />
}
