'use client'
import { useChatLinks, useNotificationPreferences } from '@pantheon/client/react'
import { ChatLinksView, NotificationsView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const NotificationsSettings = () => {
  const locale = useLocale()
  const held = useNotificationPreferences(locale)
  const chat = useChatLinks(locale)
  const hasChat = held.preferences.data?.channels.some((channel) => channel !== 'inbox' && channel !== 'mail')
  return (
    <div className="flex flex-col gap-10">
      <NotificationsView {...held} />
      {hasChat && <ChatLinksView {...chat} />}
    </div>
  )
}
