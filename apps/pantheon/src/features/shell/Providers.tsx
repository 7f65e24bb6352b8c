'use client'
import { ApiProvider, createApi } from '@pantheon/client'
import { I18nProvider, ThemeProvider, Toaster } from '@pantheon/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { createMessages } from '../../i18n.ts'

/** In dev the API listens on a port of its own, and rewrites carry no WebSocket; in production everything is one origin. */
const wsUrl = (): string | undefined => {
  const port = process.env.NEXT_PUBLIC_API_WS_PORT
  return port && typeof window !== 'undefined' ? `ws://${window.location.hostname}:${port}/ws` : undefined
}

const startApi = () => {
  const url = wsUrl()
  return createApi({ baseUrl: typeof window === 'undefined' ? '' : window.location.origin, ...(url !== undefined && { wsUrl: url }) })
}

/** What every page needs around it: the API, words, theme, toasts. */
export const Providers = ({ children }: { children: ReactNode }) => {
  const [api] = useState(startApi)
  const [messages] = useState(createMessages)
  useEffect(() => {
    // 120 subsets of one family: fetched only by those who read Japanese.
    const fetchFont = (language: string) => {
      if (language.startsWith('ja')) void import('@pantheon/ui/fonts-ja.css')
    }
    fetchFont(messages.language)
    messages.on('languageChanged', fetchFont)
    return () => messages.off('languageChanged', fetchFont)
  }, [messages])
  return (
    <I18nProvider i18n={messages}>
      <ThemeProvider>
        <ApiProvider api={api}>{children}</ApiProvider>
        <Toaster />
      </ThemeProvider>
    </I18nProvider>
  )
}
