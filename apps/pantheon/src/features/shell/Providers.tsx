'use client'
import { ApiProvider, createApi } from '@pantheon/client/react'
import { ThemeProvider, Toaster } from '@pantheon/ui'
import { type ReactNode, useState } from 'react'
import { Words } from './Words.tsx'

/** In dev the API listens on a port of its own, and rewrites carry no WebSocket; in production everything is one origin. */
const startApi = () => {
  const port = process.env.NEXT_PUBLIC_API_WS_PORT
  return createApi(port && typeof window !== 'undefined' ? { wsUrl: `ws://${window.location.hostname}:${port}/ws` } : {})
}

/** What every page needs around it: the API, words, theme, toasts. */
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
