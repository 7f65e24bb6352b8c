'use client'
import { ApiProvider, createApi } from '@pantheon/client'
import { I18nProvider, ThemeProvider, Toaster } from '@pantheon/ui'
import { type ReactNode, useState } from 'react'
import { createMessages } from '../../i18n.ts'

/** In dev the API listens on a port of its own, and rewrites carry no WebSocket; in production everything is one origin. */
const startApi = () => {
  const port = process.env.NEXT_PUBLIC_API_WS_PORT
  return createApi(port && typeof window !== 'undefined' ? { wsUrl: `ws://${window.location.hostname}:${port}/ws` } : {})
}

/** What every page needs around it: the API, words, theme, toasts. */
export const Providers = ({ children }: { children: ReactNode }) => {
  const [api] = useState(startApi)
  const [messages] = useState(createMessages)
  return (
    <I18nProvider i18n={messages}>
      <ThemeProvider>
        <ApiProvider api={api}>{children}</ApiProvider>
        <Toaster />
      </ThemeProvider>
    </I18nProvider>
  )
}
