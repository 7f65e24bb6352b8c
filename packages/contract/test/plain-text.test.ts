import { describe, expect, it } from 'vitest'
import { CleanLine, CleanText, Line, Name, nameKey, Opaque, SearchText, Text, toPlainLine } from '../src/index.ts'

const isTaken = (schema: { safeParse(text: string): { success: boolean } }, text: string): boolean => schema.safeParse(text).success
const name = Name(120)

describe('A name', () => {
  it.each([
    ['carriage return', 'a\rb'],
    ['line feed', 'a\nb'],
    ['tab', 'a\tb'],
    ['next line', 'a\u0085b'],
    ['line separator', 'a\u2028b'],
    ['paragraph separator', 'a\u2029b'],
    ['right-to-left override', 'a\u202egpj.exe'],
    ['isolate', 'a\u2066b\u2069'],
    ['right-to-left mark', 'a\u200fb'],
    ['Arabic letter mark', 'a\u061cb'],
    ['zero-width space', 'Ad\u200bmin'],
    ['zero-width joiner between letters', 'Ad\u200dmin'],
    ['zero-width non-joiner between letters', 'Ad\u200cmin'],
    ['zero-width non-joiner at the end', 'می\u200c'],
    ['word joiner', 'Ad\u2060min'],
    ['byte order mark', 'Ad\ufeffmin'],
    ['soft hyphen', 'Ad\u00admin'],
    ['combining grapheme joiner', 'Ad\u034fmin'],
    ['Hangul filler', 'Ad\u3164min'],
    ['variation selector of a letter', 'Admin\ufe0f'],
    ['tag characters of a letter', 'Admin\u{e0041}'],
    ['variation selector of a digit', 'Team 1\ufe0f'],
    ['hidden text in the tags of a flag', '🏴\u{e0068}\u{e0069}\u{e007f}'],
    ['flag with more tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e0061}\u{e007f}'],
    ['pile of marks', `a${'\u0301'.repeat(90)}`],
    ['annotation', 'Ad\ufff9min'],
    ['lone surrogate', 'Ad\ud800min'],
    ['null', 'Ad\0min'],
  ])('refuses a %s', (_, text) => expect(isTaken(name, text)).toBe(false))

  it.each(['', ' ', '\u3000', '\u00a0', '\u2800', '\u115f', '\u3164', '\u200b', '\u0301', ' \u0308 '])('refuses what looks empty: %j', (text) =>
    expect(isTaken(name, text)).toBe(false),
  )

  it.each([
    'Ada Lovelace',
    "O'Brien-Smith & Søn, Inc.",
    '山田　太郎',
    '髙島屋',
    'Nguyễn Thị Hồng',
    'محمد',
    'می\u200cخواهم',
    'क्\u200dष',
    'ශ්\u200dරී ලංකා',
    '👩\u200d🚀 Space',
    '👨🏽\u200d🌾',
    '❤️ Team',
    '1️⃣ First',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '🇯🇵',
    '葛\u{e0100}城',
    'مُحَمَّد',
    'ไทย',
    '김민수',
  ])('takes %s as it is', (text) => expect(name.parse(text)).toBe(text.normalize('NFC')))

  it('is the same name, however its characters are joined or drawn', () => {
    const same = [
      ['山', '山\ufe00', '山\u{e0100}'],
      ['☺', '☺\ufe0f', '☺\ufe0e'],
      ['क्ष', 'क्\u200dष', 'क्\u200cष'],
      ['میخواهم', 'می\u200cخواهم'],
      ['👩\u200d🚀', '👩🚀'],
    ]
    for (const names of same) expect([names, new Set(names.map((text) => nameKey(name.parse(text)))).size]).toEqual([names, 1])
    const flags = ['eng', 'sct', 'wls'].map((part) => `🏴${[...`gb${part}`].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}\u{e007f}`)
    expect(new Set(flags.map((flag) => nameKey(name.parse(flag)))).size).toBe(3)
  })

  it('is in NFC, without spaces around it', () => {
    expect(name.parse('  Cafe\u0301 ')).toBe('Caf\u00e9')
    expect(Name(4).safeParse('Cafe\u0301').success).toBe(true)
  })
})

describe('Other text', () => {
  it('of one line may be empty', () => {
    expect(Line(10).parse(' ')).toBe('')
    expect(isTaken(Line(10), 'a\nb')).toBe(false)
  })
  it('that is looked for is never refused for what it hides', () => {
    expect(SearchText(100).parse('\u202eAda\u200b\tLovelace\0 ')).toBe('Ada Lovelace')
  })
  it('of several lines has them ended alike, and nothing that reorders or controls', () => {
    expect(Text(100).parse('one\r\ntwo\rthree\u2028four\tx')).toBe('one\ntwo\nthree\nfour\tx')
    expect(isTaken(Text(100), 'soft\u00adhyphen, ข้อ\u200bความ, שלום\u200f!')).toBe(true)
    for (const hidden of ['\u202e', '\u2066', '\0', '\u0007', '\u001b[31m']) expect(isTaken(Text(100), `a${hidden}b`)).toBe(false)
  })
  it('from elsewhere is cleaned', () => {
    expect(toPlainLine(`x${'\u0316'.repeat(50)}`)).toBe(`x${'\u0316'.repeat(8)}`)
    expect(CleanText(100).parse('a\u202eb\0\r\nc')).toBe('ab\nc')
    expect(CleanLine(100).parse('a\u202eb\0\r\nc')).toBe('ab c')
    expect(toPlainLine('  Cafe\u0301\n👩\u200d🚀\u200b ')).toBe('Café 👩🚀')
  })
  it('that is cleaned is measured first', () => {
    for (const schema of [CleanText(100), CleanLine(100)]) {
      expect(isTaken(schema, 'x'.repeat(100))).toBe(true)
      expect(schema.safeParse('\u0628\u0651'.repeat(220_000)).error?.issues).toEqual([expect.objectContaining({ message: expect.stringContaining('Too big') })])
    }
  })
  it('that is a token is visible ASCII', () => {
    expect([isTaken(Opaque(9), 'a-_.~!9'), isTaken(Opaque(9), 'a b'), isTaken(Opaque(9), 'é'), isTaken(Opaque(9), '')]).toEqual([true, false, false, false])
  })
})
