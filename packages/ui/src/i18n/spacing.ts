import { languageOf } from './i18n.ts'

/** The separator between two sentences, or a sentence and its link: none in Japanese. */
export const sentenceGap = (language: string): '' | ' ' => (languageOf(language) === 'ja' ? '' : ' ')

/** Removes the space that Intl puts between a number and its unit in Japanese, where none is written. */
export const closeUp = (text: string, language: string): string => (languageOf(language) === 'ja' ? text.replaceAll(/(?<=\d)\s+(?=\p{L})/gu, '') : text)
