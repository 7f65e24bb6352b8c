'use client'
import type { Account } from '@pantheon/contract'
import { DropdownMenu, IconButton } from '@pantheon/ui'
import { BookText, Building2, LogOut, Settings, Store, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { useSignOut } from '../session/use-session.ts'
import { aifactoryUrl, apiReferenceUrl } from './neighbours.ts'

/** The account menu, with settings and sign-out. */
export const AccountMenu = ({ account }: { account: Account }) => {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const router = useRouter()
  return (
    <DropdownMenu
      trigger={
        <IconButton name={t('nav.account')}>
          <UserRound />
        </IconButton>
      }
      heading={
        <>
          <span className="block font-medium text-ink">{account.user.name}</span>
          {account.user.email}
        </>
      }
      items={[
        { id: 'settings', label: t('nav.settings'), icon: <Settings aria-hidden />, onSelect: () => router.push('/settings/') },
        { id: 'organization', label: t('nav.organization'), icon: <Building2 aria-hidden />, onSelect: () => router.push('/organization/') },
        { id: 'aifactory', label: t('nav.aifactory'), icon: <Store aria-hidden />, onSelect: () => window.location.assign(aifactoryUrl) },
        { id: 'docs', label: t('nav.apiReference'), icon: <BookText aria-hidden />, onSelect: () => window.location.assign(apiReferenceUrl) },
        { id: 'sign-out', label: t('nav.signOut'), icon: <LogOut aria-hidden />, onSelect: () => signOut.mutate() },
      ]}
    />
  )
}
