import { createI18n } from '@pantheon/ui'
import en from './messages/en.json'

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

export const i18n = createI18n({ en, ja: () => import('./messages/ja.json') })
