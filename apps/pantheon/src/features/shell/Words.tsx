'use client'
import { detectLanguage } from '@pantheon/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { createEnglish, createJapanese } from '../../i18n.ts'

/**
 * Static pages are English. A reader of Japanese gets an instance of its own by context, not a change of the first one:
 * parts of the page that hydrate late would otherwise find other words than were rendered.
 */
export const Words = ({ children }: { children: ReactNode }) => {
  const [words, setWords] = useState(createEnglish)
  useEffect(() => {
    if (detectLanguage() === 'ja') void createJapanese().then(setWords)
  }, [])
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>
}
