import './globals.css'
import { themeScript } from '@pantheon/ui'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '../features/shell/Providers.tsx'
import titles from '../messages/titles.json'

export const metadata: Metadata = { title: { default: titles.name, template: `%s · ${titles.name}` }, description: titles.description }
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f9fc' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0f1a' },
  ],
}

const RootLayout = ({ children }: { children: ReactNode }) => (
  // The theme script and the language switch set attributes before hydration.
  <html lang="en" data-app="pantheon" suppressHydrationWarning>
    <head>
      <script dangerouslySetInnerHTML={{ __html: themeScript }} />
    </head>
    <body>
      <Providers>{children}</Providers>
    </body>
  </html>
)
export default RootLayout
