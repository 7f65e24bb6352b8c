import { useTRPC } from '@pantheon/client/react'
import { cutText } from '@pantheon/contract'
import { CommandPalette, formatMoney, languageOf, type PaletteGroup, useTheme } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  BookOpen,
  ChartColumn,
  Gauge,
  Languages,
  LayoutGrid,
  LogIn,
  LogOut,
  PackageOpen,
  ReceiptText,
  Scale,
  Settings,
  Sparkles,
  Stamp,
  SunMoon,
  Workflow,
} from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount, useSignOut } from '../account/use-account.ts'

/** Command palette (⌘K): open a page, find a product, switch theme or language, sign out. */
export const Palette = ({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) => {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const trpc = useTRPC()
  const { account, can } = useAccount()
  const signOut = useSignOut()
  const { theme, choose } = useTheme()
  const [query, setQuery] = useState('')
  const search = useDeferredValue(cutText(query.trim(), 100))
  const products = useQuery(trpc.business.products.list.queryOptions({ limit: 8, ...(search !== '' && { search }) }, { enabled: isOpen }))

  const groups: PaletteGroup[] = [
    {
      heading: t('palette.places'),
      actions: [
        { id: 'catalogue', label: t('nav.catalogue'), icon: <LayoutGrid />, run: () => void navigate({ to: '/' }) },
        ...(account
          ? [
              { id: 'orders', label: t('nav.orders'), icon: <ReceiptText />, run: () => void navigate({ to: '/orders' }) },
              { id: 'courses', label: t('nav.courses'), icon: <BookOpen />, run: () => void navigate({ to: '/courses' }) },
              { id: 'approvals', label: t('nav.approvals'), icon: <Stamp />, run: () => void navigate({ to: '/approvals' }) },
              {
                id: 'plan',
                label: t('nav.plan'),
                icon: <Gauge />,
                keywords: ['credits', 'subscription', 'クレジット'],
                run: () => void navigate({ to: '/plan' }),
              },
              { id: 'settings', label: t('nav.settings'), icon: <Settings />, run: () => void navigate({ to: '/settings' }) },
            ]
          : [{ id: 'sign-in', label: t('nav.signIn'), icon: <LogIn />, run: () => void navigate({ to: '/sign-in' }) }]),
        ...(can('payment:reconcile')
          ? [{ id: 'overview', label: t('nav.adminOverview'), hint: t('nav.admin'), icon: <ChartColumn />, run: () => void navigate({ to: '/admin' }) }]
          : []),
        ...(can('catalogue:manage')
          ? [{ id: 'admin', label: t('nav.adminProducts'), hint: t('nav.admin'), icon: <PackageOpen />, run: () => void navigate({ to: '/admin/products' }) }]
          : []),
        ...(can('policy:manage')
          ? [{ id: 'policies', label: t('nav.adminPolicies'), hint: t('nav.admin'), icon: <Workflow />, run: () => void navigate({ to: '/admin/policies' }) }]
          : []),
        ...(can('payment:reconcile')
          ? [
              {
                id: 'reconciliation',
                label: t('nav.adminReconciliation'),
                hint: t('nav.admin'),
                icon: <Scale />,
                run: () => void navigate({ to: '/admin/reconciliation' }),
              },
            ]
          : []),
      ],
    },
    {
      heading: t('palette.products'),
      actions: (products.data?.items ?? []).map((product) => ({
        id: product.id,
        label: product.name,
        hint: formatMoney(product.price, product.currency, i18n.language),
        icon: <Sparkles />,
        keywords: [search, t(`category.${product.category}`)],
        run: () => void navigate({ to: '/products/$productId', params: { productId: product.id } }),
      })),
    },
    {
      heading: t('palette.commands'),
      actions: [
        {
          id: 'language',
          label: t('palette.language'),
          icon: <Languages />,
          keywords: ['language', '日本語', 'english'],
          run: () => void i18n.changeLanguage(languageOf(i18n.language) === 'ja' ? 'en' : 'ja'),
        },
        { id: 'theme', label: t('palette.theme'), icon: <SunMoon />, keywords: ['dark', 'light'], run: () => choose(theme === 'dark' ? 'light' : 'dark') },
        ...(account ? [{ id: 'sign-out', label: t('nav.signOut'), icon: <LogOut />, run: () => signOut.mutate() }] : []),
      ],
    },
  ]
  return <CommandPalette isOpen={isOpen} onOpenChange={onOpenChange} groups={groups} onQueryChange={setQuery} />
}
