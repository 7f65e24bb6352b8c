import { createI18n } from '@pantheon/ui'
import type { TFunction } from 'i18next'
import en from './messages/en.json'
import ja from './messages/ja.json'

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

/** Looks a message of this app up. */
export type Translate = TFunction<'app'>

/** The app's words. Static pages are rendered in English and change language after they have mounted. */
export const createMessages = () => createI18n({ en, ja }, { startLanguage: 'en' })
