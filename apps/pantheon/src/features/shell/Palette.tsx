'use client'
import type { Account } from '@pantheon/contract'
import { CommandPalette, languageOf, type PaletteGroup, useTheme } from '@pantheon/ui'
import { Bell, BookText, Languages, LogOut, Settings, ShoppingBag, Store, SunMoon, User } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { agentIds } from '../agents/agent-name.ts'
import { keysOf, orderTone } from '../live/tones.ts'
import { useSignOut } from '../session/use-session.ts'
import { aifactoryUrl, apiReferenceUrl } from './neighbours.ts'
import { usePlaces } from './places.tsx'

interface PaletteProps {
  account: Account
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Command palette (⌘K): pages, agents, order lists, and switches for theme and language. */
export const Palette = ({ account, isOpen, onOpenChange }: PaletteProps) => {
  const { t, i18n } = useTranslation()
  const router = useRouter()
  const places = usePlaces(account)
  const signOut = useSignOut()
  const { theme, choose } = useTheme()
  const groups: PaletteGroup[] = [
    { heading: t('nav.pages'), actions: places.map(({ href, label, icon }) => ({ id: href, label, icon, run: () => router.push(href) })) },
    {
      heading: t('nav.agents'),
      actions: agentIds.map((id) => ({
        id: `agent-${id}`,
        label: t('nav.jumpToAgent', { id, name: t(`agent.${id}.name`) }),
        icon: <User aria-hidden />,
        run: () => router.push(`/agents/?agent=${id}`),
      })),
    },
    {
      heading: t('nav.orders'),
      actions: keysOf(orderTone).map((status) => ({
        id: `orders-${status}`,
        label: t('nav.jumpToStatus', { status: t(`orderStatus.${status}`) }),
        icon: <ShoppingBag aria-hidden />,
        run: () => router.push(`/orders/?status=${status}`),
      })),
    },
    {
      heading: t('nav.commands'),
      actions: [
        { id: 'theme', label: t('nav.switchTheme'), icon: <SunMoon aria-hidden />, run: () => choose(theme === 'dark' ? 'light' : 'dark') },
        {
          id: 'language',
          label: t('nav.switchLanguage'),
          icon: <Languages aria-hidden />,
          keywords: ['language', 'japanese', 'english', '言語'],
          run: () => void i18n.changeLanguage(languageOf(i18n.language) === 'ja' ? 'en' : 'ja'),
        },
        { id: 'inbox', label: t('nav.inbox'), icon: <Bell aria-hidden />, run: () => router.push('/inbox/') },
        { id: 'settings', label: t('nav.settings'), icon: <Settings aria-hidden />, run: () => router.push('/settings/') },
        { id: 'aifactory', label: t('nav.aifactory'), icon: <Store aria-hidden />, run: () => window.location.assign(aifactoryUrl) },
        { id: 'docs', label: t('nav.apiReference'), icon: <BookText aria-hidden />, run: () => window.location.assign(apiReferenceUrl) },
        { id: 'sign-out', label: t('nav.signOut'), icon: <LogOut aria-hidden />, run: () => signOut.mutate() },
      ],
    },
  ]
  return <CommandPalette isOpen={isOpen} onOpenChange={onOpenChange} groups={groups} />
}
