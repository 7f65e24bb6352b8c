import { searchKey } from '@pantheon/contract'

/** Grows when text is split in another way; what was split by an older edition is split anew at the next start. */
export const termsEdition = 2

/** Scripts that are written without spaces between words. */
const unspaced = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}`
const words = /[\p{L}\p{N}\p{M}]+/gu
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')
/** No word anybody searches for is longer, and neither index takes endless ones. */
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
 * The words of a text for the index, in its order, separated by spaces. Where a script has no spaces, every two
 * neighbouring characters are a word, and so is the last one: so each character begins one.
 */
export const termsOf = (...texts: readonly string[]): string =>
  texts
    .flatMap(runsOf)
    .flatMap((run) => (run.isUnspaced ? [...pairsOf(run.characters), ...run.characters.slice(-1)] : [wordOf(run.characters)]))
    .join(' ')

/** What somebody looks for, in words of the index. */
export interface SearchTerms {
  /** Each must be there; one that is a prefix may go on. Empty: nothing fits. */
  words: { word: string; isPrefix: boolean }[]
  /** Pieces of the indexed text, with spaces around it, that must be there as they are: three characters are more than two pairs. */
  pieces: string[]
}

/** Splits what was typed as `termsOf` splits what is indexed. A word of a spaced script finds what begins with it. */
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
