import { useInvitations } from '@pantheon/client/react'
import { InvitationsView } from '@pantheon/ui'
import { useLocale } from '../account/use-locale.ts'
import { useOwnAccount } from './use-own-account.ts'

export const InvitationsPage = () => {
  const { permissions, user } = useOwnAccount()
  const locale = useLocale()
  return <InvitationsView {...useInvitations(locale, permissions.includes('member:manage'))} held={permissions} sender={user} locale={locale} />
}
