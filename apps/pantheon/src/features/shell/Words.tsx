'use client'
import { detectLanguage } from '@pantheon/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { createEnglish, createJapanese } from '../../i18n.ts'

/**
 * Static pages are English. Users of Japanese get a separate i18n instance by context instead of a change of the first one: parts of the page
 * that hydrate late would otherwise find messages other than the rendered ones.
 */
export const Words = ({ children }: { children: ReactNode }) => {
  const [words, setWords] = useState(createEnglish)
  useEffect(() => {
    if (detectLanguage() === 'ja') void createJapanese().then(setWords)
  }, [])
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>
}
