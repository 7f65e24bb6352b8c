import { describe, expect, it } from 'vitest'
import { decodeAs, detectEncodings } from '../src/features/admin/decode-file.ts'
import { centralShare } from '../src/features/admin/latin-words.ts'
import { encoderOf } from './encode-as.ts'

describe('A file in an encoding that is not guessed', () => {
  it.each([
    ['iso-8859-15', 'Œuvre à 5 €'],
    ['macintosh', 'Crème brûlée'],
    ['iso-8859-2', 'Žluťoučký kůň'],
    ['koi8-r', 'Привет'],
    ['koi8-u', 'Їжак і ґава'],
    ['iso-8859-5', 'Хлеб и соль'],
    ['ibm866', 'Москва'],
    ['x-mac-cyrillic', 'Йогурт'],
    ['windows-1257', 'Ąžuolas ir ėglė'],
    ['iso-8859-13', '„Rīga” šķēle'],
    ['iso-8859-4', 'Ķēniņš'],
    ['iso-8859-10', 'Þórður Ŧ'],
    ['iso-8859-14', 'Ŵy ẁ ḃ'],
    ['iso-8859-3', 'Ħobż ċar'],
    ['windows-1253', 'Ελληνικά Ά'],
    ['iso-8859-7', 'Ελληνικά Ά ―'],
    ['windows-1254', 'Alışveriş İğne'],
    ['windows-1255', 'שלום ₪'],
    ['iso-8859-8', 'שלום ‗'],
    ['windows-1256', 'مرحبا پ'],
    ['iso-8859-6', 'مرحبا'],
    ['windows-874', 'สวัสดี'],
    ['windows-1258', 'Đông ơ'],
    ['gb18030', '中国商品'],
    ['big5', '繁體商品'],
    ['euc-kr', '한국어 상품'],
  ] as const)('can be read in it: %s', (encoding, name) => {
    const text = `sku,name\nA-1,${name}\n`
    const bytes = encoderOf(encoding)(text)
    const encodings = detectEncodings(bytes, 'en')
    expect(encodings.map((each) => decodeAs(bytes, each))).toContain(text)
    expect(new Set(encodings).size).toBe(encodings.length)
  })
  it('is offered each reading once, after those that are guessed', () => {
    const bytes = encoderOf('windows-1252')('sku,name\nA-1,Garçon Cafés\n')
    const encodings = detectEncodings(bytes, 'en')
    expect(encodings[0]).toBe('windows-1252')
    // They read these letters like Windows-1252.
    for (const same of ['iso-8859-15', 'windows-1254'] as const) expect(encodings).not.toContain(same)
    expect(encodings.indexOf('koi8-r')).toBeGreaterThan(encodings.indexOf('windows-1251'))
  })
})

describe('Words of Central Europe', () => {
  const shareOf = (bytes: Uint8Array) => centralShare(decodeAs(bytes, 'windows-1250') ?? '', decodeAs(bytes, 'windows-1252') ?? '')
  it('are told from Western ones by the letters that stand together', () => {
    expect(shareOf(encoderOf('windows-1250')('Kurz češtiny pro začátečníky'))).toBe(1)
    expect(shareOf(encoderOf('windows-1252')('Crème brûlée, più caffè, opções'))).toBeLessThanOrEqual(0)
    expect(shareOf(encoderOf('windows-1252')('Müller'))).toBe(0)
    expect(centralShare('abc', 'abc')).toBe(0)
  })
  it('are looked at in time that does not grow with the square of one', () => {
    const word = 'è'.repeat(65_536)
    const start = performance.now()
    expect(centralShare(word, word)).toBe(0)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
