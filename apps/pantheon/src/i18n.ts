import { loadErrorSentences } from '@pantheon/client/react'
import { createI18n, loadPart } from '@pantheon/ui'
import type { i18n, TFunction } from 'i18next'
import en from './messages/en.json' with { type: 'json' }

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

/** Looks a message of this app up. */
export type Translate = TFunction<'app'>

const fetchJapanese = async () => {
  const [{ messages }] = await loadPart(() => Promise.all([import('./japanese.ts'), loadErrorSentences('ja')]))
  return messages
}

/** The app's words as static pages have them. When the reader switches to Japanese, the English words stand in until the others have arrived. */
export const createEnglish = (): i18n => {
  const words = createI18n({ en, ja: {} }, { startLanguage: 'en' })
  const onChange = async (language: string) => {
    if (!language.startsWith('ja')) return
    words.off('languageChanged', onChange)
    words.addResourceBundle('ja', 'app', await fetchJapanese())
    // Said again, because what is on screen was drawn without them.
    if (words.language === language) await words.changeLanguage(language)
  }
  words.on('languageChanged', onChange)
  return words
}

/** All words, for somebody whose language is Japanese. */
export const createJapanese = async (): Promise<i18n> => {
  const words = createI18n({ en, ja: await fetchJapanese() })
  // The design system fetches its own; a page that waits for them would be blank meanwhile.
  await words.loadNamespaces('ui')
  return words
}
