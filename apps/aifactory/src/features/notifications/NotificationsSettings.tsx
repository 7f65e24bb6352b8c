import { useChatLinks, useNotificationPreferences } from '@pantheon/client/react'
import { ChatLinksView, NotificationsView } from '@pantheon/ui'
import { useRouterState } from '@tanstack/react-router'
import { useLocale } from '../account/use-locale.ts'

export const NotificationsSettings = () => {
  const locale = useLocale()
  const held = useNotificationPreferences(locale)
  const chat = useChatLinks(locale)
  // A link from a chat carries a linking code. Read as raw text: the router would parse some codes as numbers.
  const code = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('code') ?? undefined })
  const hasChat = held.preferences.data?.channels.some((channel) => channel !== 'inbox' && channel !== 'mail')
  const chats = hasChat && <ChatLinksView {...chat} code={code} />
  return (
    <div className="flex flex-col gap-10">
      {code !== undefined && chats}
      <NotificationsView {...held} />
      {code === undefined && chats}
    </div>
  )
}
