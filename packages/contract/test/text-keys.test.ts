import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collationKey, nameKey, searchKey } from '../src/index.ts'

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
const sorted = (texts: readonly string[]): string[] => [...texts].sort((a, b) => byBytes(collationKey(a), collationKey(b)))

/** Letters, marks, signs and what shows nothing, of many scripts. */
const scripts = [
  'aZzßẞIıİøØłÆœéÉ ̈́̂',
  'αΣςσΆᾳΐ',
  'еЁёйЙиіїЄґжЯ',
  'אָבּשׁ',
  'أإاـَلك',
  'कखि्ा‍ङ',
  'กิเ๑',
  '가각힣ㄱᄀ',
  'カガｶﾞﾊﾟヴッつァぁーｰ',
  '漢﨑𠮷々',
  '09٣１Ⅷ½',
  '-–’\'"/\\~_!＠💡👩‍💻🏴',
  ' \u00a0\u3000\t\n\u200b\u00ad\ufeff\0\ud800',
].join('')
const anyText = fc.oneof(fc.string({ unit: fc.constantFrom(...scripts), maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 30 }))

describe('The search key', () => {
  it.each([
    ['élodie', 'Élodie ÖZTÜRK'],
    ['öztürk', 'Élodie ÖZTÜRK'],
    ['OZTURK', 'Élodie O\u0308ztu\u0308rk'],
    ['привет', 'Привет, мир'],
    ['еж', 'Ёж'],
    ['strasse', 'Lange Straße 7'],
    ['STRAẞE', 'Lange Strasse 7'],
    ['straße', 'LANGE STRASSE 7'],
    ['カタカナ', 'ｶﾀｶﾅ'],
    ['ｶﾞｲﾄﾞ', 'ガイド'],
    ['がいど', 'ｶﾞｲﾄﾞ'],
    ['ヷ', 'わ\u3099'],
    ['ＡＢＣ １２３', 'abc 123'],
    ['lodz', 'Łódź'],
    ['oresund', 'Øresund'],
    ['οδυσσευσ', 'Ὀδυσσεύς'],
    ['ὈΔΥΣΣΕΎΣ', 'Οδυσσευς ο Ιθακήσιος'],
    ['istanbul', 'İSTANBUL'],
    ['ISTANBUL', 'ıstanbul'],
    ['שלום', 'שָׁלוֹם'],
    ['محمد', 'مُحَمَّد'],
    ['tieng viet', 'Tiếng  Việt'],
    ["o'brien", 'O’Brien'],
    ['co-op', 'Co‑op'],
    ['admin', 'ad\u200bm\u00adin'],
    ['가', '각가'.normalize('NFD')],
  ])('has %j find %j', (typed, text) => expect(searchKey(text)).toContain(searchKey(typed)))

  it.each([
    ['カ', 'ガ'],
    ['は', 'ぱ'],
    ['कि', 'क'],
    ['가', '각'],
    ['b', 'a'],
  ])('does not have %j find %j', (typed, text) => expect(searchKey(text)).not.toContain(searchKey(typed)))

  it('is empty for what shows nothing', () => expect(['', ' ', '\u0301', '\u200b\u3164'].map(searchKey)).toEqual(['', '', '', '']))

  it('is the same for every form of a text, and for itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = searchKey(text)
        expect(searchKey(key)).toBe(key)
        const isWhole = !/\p{Cs}/u.test(text)
        for (const form of isWhole ? [text.normalize('NFC'), text.normalize('NFD'), text.normalize('NFKC'), `\u200b ${text}\n`] : [])
          expect(searchKey(form)).toBe(key)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what the key must not have
        expect(key).not.toMatch(/[\x00-\x1f]|^\s|\s$|\s\s/)
        expect(key.isWellFormed()).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('ends', () => expect(searchKey('ﷺ'.repeat(10_000)).length).toBeLessThanOrEqual(20_000))
})

describe('The collation key', () => {
  it.each([
    ['Latin', ['an', 'élan', 'elbe', 'Elfe', 'lodge', 'Łódź', 'Öl', 'olé', 'Omaha', 'Ørsted', 'Straße', 'strata', 'Zebra', 'zoo']],
    ['signs and digits', [' ', '(a)', '_a', '~a', '€', '1', '10', '2', 'a', 'A']],
    ['Cyrillic', ['еж', 'Ёж', 'Ежа', 'ея', 'Євген', 'жук', 'Иван', 'Ігор', 'йод', 'Яна']],
    ['kana', ['がいど', 'ガイドブック', 'かいな', 'カード', 'きっと', 'きつね', 'キツネ', 'は', 'ば', 'ぱ', 'ひ']],
    ['scripts', ['abc', 'αβγ', 'абв', 'אבג', 'かき', '漢字', '한글']],
  ])('sorts %s', (_, rising) => expect(sorted(rising.toReversed())).toEqual(rising))

  it('has accents, then case, only break ties', () => {
    const rising = ['cote', 'Cote', 'coté', 'côte', 'côté', 'Côté', 'cotes']
    expect(sorted(rising.toReversed())).toEqual(rising)
  })

  it('has the letters in the order of the Unicode Collation Algorithm', () => {
    const ofLetters = fc.string({
      unit: fc.constantFrom(...'aábcçdđeéÉfghiïjklłmnñoöøpqrsštuüvwxyzžßæ αάβγδέσςω абвгґдеёєжзиѓіїйклмнопрсъьяђѕќљњћўџј かがきっつとはばぱん'),
      maxLength: 12,
    })
    const { compare } = new Intl.Collator('en', { sensitivity: 'base' })
    const letters = (text: string): string => collationKey(text).split('\u0001')[0] ?? ''
    fc.assert(
      fc.property(ofLetters, ofLetters, (a, b) => {
        expect(Math.sign(byBytes(letters(a), letters(b)))).toBe(compare(a.trim(), b.trim()))
      }),
      { numRuns: 3000 },
    )
  })

  it('is short and whole for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = collationKey(text)
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(900)
        expect(key.isWellFormed() && !key.includes('\0')).toBe(true)
        if (!/\p{Cs}/u.test(text)) expect([text.normalize('NFC'), text.normalize('NFD')].map(collationKey)).toEqual([key, key])
      }),
      { numRuns: 2000 },
    )
  })

  it('ends', () => {
    for (const text of ['𠮷', '\\', 'É', 'ﷺ', 'e\u0301\u0302'].map((unit) => unit.repeat(300)))
      expect(Buffer.byteLength(collationKey(text))).toBeLessThanOrEqual(900)
  })
})

it('names of one key are one name', () => expect(new Set(['Straße', 'STRAẞE', 'strasse'].map(nameKey)).size).toBe(1))

/** Keys are stored. Whoever has to change these has the stored ones made anew: with a migration that empties their columns. */
it('keys stay what they are', () => {
  const units = scripts.match(/../gsu) ?? []
  const digest = createHash('sha256')
    .update(JSON.stringify(units.map((text) => [searchKey(text), collationKey(text)])))
    .digest('hex')
  expect(digest.slice(0, 16)).toBe('54aa572584c053b5')
})
