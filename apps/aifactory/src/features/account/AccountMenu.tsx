import type { Account } from '@pantheon/contract'
import { Button, DropdownMenu, Medallion } from '@pantheon/ui'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { BookOpen, Building2, Gauge, LogOut, PackageOpen, ReceiptText, Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSignOut } from './use-account.ts'

/** The account menu at the right of the top bar. */
export const AccountMenu = ({ account }: { account: Account }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const router = useRouter()
  const signOut = useSignOut()
  return (
    <DropdownMenu
      trigger={
        <Button variant="ghost" aria-label={t('nav.account', { name: account.user.name })} className="size-10 rounded-full p-0 touch:size-11 [&_svg]:size-8">
          <Medallion name={account.user.name} className="size-8" />
        </Button>
      }
      heading={
        <>
          <span className="block font-medium text-ink">{account.user.name}</span>
          <span className="block">{account.user.email}</span>
        </>
      }
      items={[
        { id: 'orders', label: t('nav.orders'), icon: <ReceiptText />, onSelect: () => void navigate({ to: '/orders' }) },
        { id: 'courses', label: t('nav.courses'), icon: <BookOpen />, onSelect: () => void navigate({ to: '/courses' }) },
        ...(account.permissions.includes('catalogue:manage')
          ? [{ id: 'products', label: t('nav.adminProducts'), icon: <PackageOpen />, onSelect: () => void navigate({ to: '/admin/products' }) }]
          : []),
        ...(account.permissions.includes('payment:read')
          ? [{ id: 'plan', label: t('nav.plan'), icon: <Gauge />, onSelect: () => void navigate({ to: '/plan' }) }]
          : []),
        { id: 'settings', label: t('nav.settings'), icon: <Settings />, onSelect: () => void navigate({ to: '/settings' }) },
        { id: 'organization', label: t('nav.organization'), icon: <Building2 />, onSelect: () => router.history.push('/organization') },
        { id: 'sign-out', label: t('nav.signOut'), icon: <LogOut />, onSelect: () => signOut.mutate() },
      ]}
    />
  )
}
