import { languageOf } from './i18n.ts'

/** What stands between two sentences, or between a sentence and its link: nothing in Japanese. */
export const sentenceGap = (language: string): '' | ' ' => (languageOf(language) === 'ja' ? '' : ' ')

/** A number with its unit, as Intl formats it. Japanese is written without the space that Intl puts between the two. */
export const closeUp = (text: string, language: string): string => (languageOf(language) === 'ja' ? text.replaceAll(/(?<=\d)\s+(?=\p{L})/gu, '') : text)
