import { describe, expect, it } from 'vitest'
import { decodeAs, detectEncodings, type FileEncoding } from '../src/features/admin/decode-file.ts'

/** Writes text in an encoding by reading all of its characters once. Throws for what it does not have. */
const encoderOf = (encoding: 'shift_jis' | 'euc-jp' | 'windows-1252' | 'windows-1251') => {
  const bytesOf = new Map<string, number[]>()
  const note = (bytes: number[]): void => {
    const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && !text.includes('\ufffd') && !bytesOf.has(text)) bytesOf.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) note([byte])
  if (encoding === 'windows-1252') for (let byte = 0x80; byte < 0xa0; byte++) bytesOf.set(decodeAs(Uint8Array.of(byte), encoding) ?? '', [byte])
  if (!encoding.startsWith('windows')) for (let lead = 0x81; lead <= 0xfc; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) note([lead, trail])
  return (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => bytesOf.get(char) ?? expect.fail(`${encoding} has no ${char}`)))
}
const encoders = {
  shift_jis: encoderOf('shift_jis'),
  'euc-jp': encoderOf('euc-jp'),
  'windows-1252': encoderOf('windows-1252'),
  'windows-1251': encoderOf('windows-1251'),
}
/** JIS X 0208 between escape sequences (RFC 1468): the bytes of EUC-JP without their highest bits. */
const iso2022 = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text.matchAll(/[^ -~\n]+|[ -~\n]+/g)].flatMap(([run]) => {
      const bytes = [...encoders['euc-jp'](run)]
      return bytes.every((byte) => byte < 0x80) ? bytes : [0x1b, 0x24, 0x42, ...bytes.map((byte) => byte & 0x7f), 0x1b, 0x28, 0x42]
    }),
  )

const japanese = [
  ...[
    '茶',
    '海',
    '米',
    '谷',
    '本',
    'パン',
    'ソフト',
    '表',
    '緑茶',
    '東京',
    '北海道',
    '講座',
    'さくら',
    '髙橋',
    '山﨑',
    '寿司',
    'カフェ',
    '日本酒',
    '珈琲',
    '鮨',
  ],
  ...['入門編', '英会話A', 'AI講座', 'Web制作', 'データ分析 100', 'お茶（緑）', '抹茶ラテ', '初級1', '醤油', '薔薇の花', 'ｶﾌｪ ﾊﾟﾝ'],
]
/** Without what EUC-JP does not have, and without a few that read as well in UTF-8 (表, 谷) or in an encoding that is used more. */
const inUnix = japanese.filter((name) => !/[髙﨑ｶ]/.test(name) && !['表', '谷', '鮨', '珈琲'].includes(name))
const western = [
  ...['Garçon Cafés', 'Café', 'CAFÉ', 'Crème brûlée', 'Müller', 'MÜLLER', 'Straße', 'Größe', 'Übung', 'Œuvre', 'œufs', 'Škoda', 'Žižek', 'Ñandú', 'São Paulo'],
  ...[
    'Ångström',
    'smørrebrød',
    'naïve',
    'L’été',
    '“Quoted” text',
    'Forêt',
    'Noël',
    'À la carte',
    'pâté',
    'Größenwahn',
    'élève',
    'jalapeño',
    'Köln',
    'Zürich',
    'Français',
    'Señor',
  ],
]
const cyrillic = ['Привет', 'Чай', 'Хлеб и соль', 'Москва', 'Йогурт', 'кофе']
const fileWith = (name: string): string => `sku,name\nA-1,${name}\n`

describe('The encoding of a file with one name in it', () => {
  const first = (bytes: Uint8Array, language = 'en'): [FileEncoding | undefined, string | undefined] => {
    const [encoding] = detectEncodings(bytes, language)
    return [encoding, encoding && decodeAs(bytes, encoding)]
  }
  it.each(japanese)('is Japanese: %s', (name) => {
    for (const language of ['en', 'ja']) {
      expect(first(encoders.shift_jis(fileWith(name)), language)).toEqual(['shift_jis', fileWith(name)])
      expect(first(encoders.shift_jis(name), language)[1]).toBe(name)
    }
  })
  it.each(inUnix)('is Japanese as Unix and mail write it: %s', (name) => {
    expect(first(encoders['euc-jp'](fileWith(name)))).toEqual(['euc-jp', fileWith(name)])
    expect(first(iso2022(fileWith(name)))).toEqual(['iso-2022-jp', fileWith(name)])
  })
  it.each(western)('is Western: %s', (name) => {
    for (const language of ['en', 'ja']) expect(first(encoders['windows-1252'](fileWith(name)), language)[1]).toBe(fileWith(name))
  })
  it.each(cyrillic)('is Cyrillic: %s', (name) => expect(first(encoders['windows-1251'](fileWith(name)))[1]).toBe(fileWith(name)))
  it.each([...japanese, ...western, ...cyrillic])('is certain in Unicode: %s', (name) => {
    const utf16 = Uint8Array.from([...`\ufeff${fileWith(name)}`].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]))
    expect(first(new TextEncoder().encode(fileWith(name)))).toEqual(['utf-8', fileWith(name)])
    expect(first(utf16)).toEqual(['utf-16le', fileWith(name)])
    expect(first(Uint8Array.from(utf16, (_, i) => utf16[i ^ 1] ?? 0))).toEqual(['utf-16be', fileWith(name)])
  })
})
