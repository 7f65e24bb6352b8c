'use client'
import { ApiProvider, createApi } from '@pantheon/client/react'
import { ThemeProvider, Toaster } from '@pantheon/ui'
import { type ReactNode, useState } from 'react'
import { Words } from './Words.tsx'

/** In development the API listens on a port of its own, and Next's rewrites do not proxy WebSockets; in production everything has one origin. */
const startApi = () => {
  const port = process.env.NEXT_PUBLIC_API_WS_PORT
  return createApi(port && typeof window !== 'undefined' ? { wsUrl: `ws://${window.location.hostname}:${port}/ws` } : {})
}

/** The providers of every page: API, messages, theme, toasts. */
export const Providers = ({ children }: { children: ReactNode }) => {
  const [api] = useState(startApi)
  return (
    <Words>
      <ThemeProvider>
        <ApiProvider api={api}>{children}</ApiProvider>
        <Toaster />
      </ThemeProvider>
    </Words>
  )
}
