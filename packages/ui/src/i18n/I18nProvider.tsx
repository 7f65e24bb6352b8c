'use client'
import type { i18n } from 'i18next'
import { type ReactNode, Suspense, useEffect } from 'react'
import { I18nextProvider } from 'react-i18next'
import { detectLanguage } from './i18n.ts'

/** Provides translations. Switches to the user's language after mounting, so that a static page hydrates first. */
export const I18nProvider = ({ i18n, children }: { i18n: i18n; children: ReactNode }) => {
  useEffect(() => {
    const language = detectLanguage()
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n])
  return (
    <I18nextProvider i18n={i18n}>
      {/* Suspends only while a language's messages are being loaded. */}
      <Suspense fallback={null}>{children}</Suspense>
    </I18nextProvider>
  )
}
