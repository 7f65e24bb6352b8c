import { searchKey } from '@pantheon/contract'

/** Version of the tokenizer. Bump it when text is split differently: texts of an older edition are re-indexed at the next start. */
export const termsEdition = 2

/** Scripts that are written without spaces between words. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}`
const words = /[\p{L}\p{N}\p{M}]+/gu
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')
/** Longer than any word that is searched for; both indexes limit the length of a term. */
const longest = 40

interface Run {
  characters: string[]
  isUnspaced: boolean
}
const runsOf = (text: string): Run[] =>
  (searchKey(text).match(words) ?? []).flatMap((word) => (word.match(runs) ?? []).map((run) => ({ characters: [...run], isUnspaced: isUnspaced.test(run) })))

const pairsOf = (characters: readonly string[]): string[] => characters.slice(1).map((second, i) => `${characters[i]}${second}`)
const wordOf = (characters: readonly string[]): string => characters.slice(0, longest).join('')

/**
 * Tokenizes text for the index: its terms in order, separated by spaces. In scripts without spaces every two neighbouring
 * characters form a term, and so does the last one alone, so that each character starts a term.
 */
export const termsOf = (...texts: readonly string[]): string =>
  texts
    .flatMap(runsOf)
    .flatMap((run) => (run.isUnspaced ? [...pairsOf(run.characters), ...run.characters.slice(-1)] : [wordOf(run.characters)]))
    .join(' ')

/** A search query as index terms. */
export interface SearchTerms {
  /** Every word must occur; a prefix matches longer words too. When empty, nothing matches. */
  words: { word: string; isPrefix: boolean }[]
  /** Substrings of the indexed text, padded with spaces, that must occur as they are: three characters are more specific than two pairs. */
  pieces: string[]
}

/** Tokenizes a query as `termsOf` tokenizes the indexed text. A word of a script with spaces matches by prefix. */
export const parseSearch = (typed: string): SearchTerms => {
  const found = runsOf(typed)
  return {
    words: found.flatMap((run): SearchTerms['words'] => {
      if (!run.isUnspaced) return [{ word: wordOf(run.characters), isPrefix: true }]
      if (run.characters.length === 1) return [{ word: run.characters.join(''), isPrefix: true }]
      return pairsOf(run.characters).map((word) => ({ word, isPrefix: false }))
    }),
    pieces: found.filter((run) => run.isUnspaced && run.characters.length > 2).map((run) => ` ${pairsOf(run.characters).join(' ')} `),
  }
}
