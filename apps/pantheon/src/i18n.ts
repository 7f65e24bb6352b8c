import { loadErrorSentences } from '@pantheon/client/react'
import { createI18n, loadPart } from '@pantheon/ui'
import type { i18n, TFunction } from 'i18next'
import en from './messages/en.json' with { type: 'json' }

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

/** The translation function of this app's messages. */
export type Translate = TFunction<'app'>

const fetchJapanese = async () => {
  const [{ messages }] = await loadPart(() => Promise.all([import('./japanese.ts'), loadErrorSentences('ja')]))
  return messages
}

/**
 * The i18n instance of static pages, in English. After a switch to Japanese the English messages are shown until the Japanese ones are loaded.
 */
export const createEnglish = (): i18n => {
  const words = createI18n({ en, ja: {} }, { startLanguage: 'en' })
  const onChange = async (language: string) => {
    if (!language.startsWith('ja')) return
    words.off('languageChanged', onChange)
    words.addResourceBundle('ja', 'app', await fetchJapanese())
    // Emitted again, because the page was rendered without them.
    if (words.language === language) await words.changeLanguage(language)
  }
  words.on('languageChanged', onChange)
  return words
}

/** Creates an i18n instance with all Japanese messages. */
export const createJapanese = async (): Promise<i18n> => {
  const words = createI18n({ en, ja: await fetchJapanese() })
  // The design system's own messages are awaited here; a page that suspends for them would be blank meanwhile.
  await words.loadNamespaces('ui')
  return words
}
