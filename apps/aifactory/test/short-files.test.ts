import { describe, expect, it } from 'vitest'
import { decodeAs, detectEncodings } from '../src/features/admin/decode-file.ts'
import type { FileEncoding } from '../src/features/admin/file-encodings.ts'
import { encoderOf } from './encode-as.ts'

const encoders = {
  shift_jis: encoderOf('shift_jis'),
  'euc-jp': encoderOf('euc-jp'),
  'windows-1252': encoderOf('windows-1252'),
  'windows-1250': encoderOf('windows-1250'),
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
  ...['ﾃｽﾄ商品', '商品ﾃｽﾄ', '新ｾｯﾄ商品', '①②㈱', '㈱山田', '第Ⅱ部', '※注意'],
]
/** Without what EUC-JP does not have, and without a few that read as well in UTF-8 (表, 谷) or in an encoding that is used more. */
const inUnix = japanese.filter((name) => !/[髙﨑ｶﾃ①㈱Ⅱｾ]/.test(name) && !['表', '谷', '鮨', '珈琲'].includes(name))
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
const central = [
  ...['Kurz češtiny pro začátečníky', 'Gyűjtemény', 'első', 'Gyűjtemény első', 'Învaţă să', 'Tečaj računarstvo', 'Dvořák', 'Škoda Čeština', 'Őrült'],
  ...['Řízek', 'Kuře', 'děti', 'Příběh', 'kůže', 'Kávovar pro dům', 'třešně', 'čtení', 'Žluťoučký kůň', 'Teď', 'Plzeň', 'Fűszer', 'Művészet', 'keserű'],
  ...['Hűtő', 'Bőr és cipő', 'főzés', 'erős', 'brânză', 'cafea măcinată', 'Reţete româneşti', 'lecţie', 'kolačić', 'Petrović', 'kuća', 'među čašama'],
  ...['Kuchyň', 'język polski', 'Łódź', 'Żółw', 'świat', 'Toruń', 'koń', 'Źródło', 'się', 'książka', 'pięć'],
]
const western2 = [
  ...['Goût sucré', 'Brûlée', 'août', 'sûr', 'mûre', 'flûte', 'bûche', 'dû', 'piqûre', 'Ève', 'Élève', 'où', 'Noël à Hawaï', 'naïve', 'œil', 'cœur', 'Père'],
  ...['Opções', 'Camões', 'irmã', 'maçã', 'manhã', 'órfãs', 'pão', 'mãe', 'avô', 'português', 'perché', 'caffè', 'più', 'lunedì', 'però', 'Època', 'Èxit'],
  ...['Þór', 'bréf með öllu', 'læge', 'træ', 'høj', 'øl', 'Øresund', 'æbler', 'brød', 'smør', 'Malmö', 'Åre', 'niño', 'España', 'sõna', 'õun', 'crêpe'],
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
  it.each(central)('is Central European: %s', (name) => {
    for (const language of ['en', 'ja']) expect(first(encoders['windows-1250'](fileWith(name)), language)[1]).toBe(fileWith(name))
  })
  it('is Western although a few of its words are of no Western language', () => {
    const menu = ['Crème brûlée', 'Goût sucré', 'Père Noël', 'Forêt', 'À la carte', 'Où dîner', 'Très bien', 'Gèant', 'Tête de veau', 'Bûche']
    const text = menu.map(fileWith).join('')
    expect(first(encoders['windows-1252'](text))[1]).toBe(text)
  })
  it.each(western2)('is Western, with letters that are others in Central Europe: %s', (name) => {
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
