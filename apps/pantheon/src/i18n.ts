import { createI18n } from '@pantheon/ui'
import type { i18n, TFunction } from 'i18next'
import en from './messages/en.json'

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

/** Looks a message of this app up. */
export type Translate = TFunction<'app'>

/**
 * The app's words. Static pages are rendered in English and change language after they have mounted;
 * until the Japanese words have arrived, the English ones stand in.
 */
export const createMessages = (): i18n => {
  const words = createI18n({ en, ja: {} }, { startLanguage: 'en' })
  const onChange = async (language: string) => {
    if (!language.startsWith('ja')) return
    words.off('languageChanged', onChange)
    const japanese = await import('./japanese.ts')
    words.addResourceBundle('ja', 'app', japanese.messages)
    // Said again, because what is on screen was drawn without them.
    if (words.language === language) await words.changeLanguage(language)
  }
  words.on('languageChanged', onChange)
  return words
}
