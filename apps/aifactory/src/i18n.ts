import { loadErrorSentences } from '@pantheon/client/react'
import { createI18n, loadPart } from '@pantheon/ui'
import en from './messages/en.json'

declare module '@pantheon/ui' {
  interface MessageNamespaces {
    app: typeof en
  }
}

const loadJapanese = async () => {
  const [words] = await loadPart(() => Promise.all([import('./messages/ja.json'), loadErrorSentences('ja')]))
  return words
}

export const i18n = createI18n({ en, ja: loadJapanese })
