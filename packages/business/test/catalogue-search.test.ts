import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, termsOf } from '../src/catalogue/search-terms.ts'

/** What both databases do with the words, said plainly. */
const finds = (typed: string, text: string): boolean => {
  const [{ words, pieces }, terms] = [parseSearch(typed), termsOf(text)]
  const indexed = terms.split(' ')
  return (
    words.length > 0 &&
    words.every(({ word, isPrefix }) => indexed.some((term) => (isPrefix ? term.startsWith(word) : term === word))) &&
    pieces.every((piece) => ` ${terms} `.includes(piece))
  )
}

describe('The words of a text', () => {
  it('are those between spaces and signs, without case, width and accents', () => {
    expect(termsOf('Über-Kurs 100%, ＡＢＣ', 'plan_b')).toBe('uber kurs 100 abc plan b')
  })
  it('are pairs of characters where a script has no spaces', () => {
    expect(termsOf('日本語コース')).toBe('日本 本語 語こ こー ーす す')
    expect(termsOf('ﾊﾟﾝ作り')).toBe(termsOf('パン作り'))
  })
  it('tell a sound mark from an accent', () => {
    expect(termsOf('がく')).not.toBe(termsOf('かく'))
  })
})

describe('A search', () => {
  it.each([
    ['oven', 'Bread with one oven', true],
    ['OV', 'Bread with one oven', true],
    ['ven', 'Bread with one oven', false],
    ['bread oven', 'Bread with one oven', true],
    ['bread stove', 'Bread with one oven', false],
    ['講座', 'パン作りの講座です', true],
    ['座', 'パン作りの講座', true],
    ['日本語', '日本語の講座', true],
    // Both pairs are there, the word is not.
    ['日本語', '日本の国の本語', false],
    ['AI講座', '講座（AI）', true],
    ['カット', 'ｶｯﾄの講座', true],
    ['strasse', 'Über die Straße', true],
    ['ПРИВЕТ', 'Привет', true],
    ['lodz', 'Łódź', true],
    ['100%', '100% sure', true],
    ['%', 'anything', false],
    ['', 'anything', false],
  ])('for “%s” in “%s”: %s', (typed, text, isFound) => expect(finds(typed, text)).toBe(isFound))

  it('finds every text by any piece of it in Japanese, and by each of its words', () => {
    const kana = fc.string({ unit: fc.constantFrom(...'あいうえおかきくけこ日本語講座ー'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(kana, fc.nat(), fc.nat(), (text, a, b) => {
        const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number]
        expect(finds(text.slice(from, to + 1), text)).toBe(true)
      }),
    )
  })
  it('is made of letters and digits only, whatever was typed: nothing in it means something to a database', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { words, pieces } = parseSearch(typed)
        for (const text of [termsOf(typed), ...words.map(({ word }) => word), ...pieces]) expect(text).toMatch(/^[\p{L}\p{N}\p{M} ]*$/u)
        expect(termsOf(typed)).not.toMatch(/^ | {2}| $/)
      }),
    )
  })
})
