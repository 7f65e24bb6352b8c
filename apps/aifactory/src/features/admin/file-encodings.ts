/**
 * The encodings of text that browsers know (https://encoding.spec.whatwg.org), by their names there and by who writes in them. Left out
 * are those that read like another one: GBK is a part of GB 18030, and ISO-8859-8-I differs from ISO-8859-8 in nothing that is read.
 */
export const encodingGroups = {
  unicode: ['utf-8', 'utf-16le', 'utf-16be'],
  japanese: ['shift_jis', 'euc-jp', 'iso-2022-jp'],
  western: ['windows-1252', 'iso-8859-15', 'macintosh'],
  central: ['windows-1250', 'iso-8859-2', 'iso-8859-16'],
  cyrillic: ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
  baltic: ['windows-1257', 'iso-8859-13', 'iso-8859-4'],
  northern: ['iso-8859-10', 'iso-8859-14'],
  southern: ['iso-8859-3'],
  greek: ['windows-1253', 'iso-8859-7'],
  turkish: ['windows-1254'],
  hebrew: ['windows-1255', 'iso-8859-8'],
  arabic: ['windows-1256', 'iso-8859-6'],
  thai: ['windows-874'],
  vietnamese: ['windows-1258'],
  chinese: ['gb18030', 'big5'],
  korean: ['euc-kr'],
} as const

export type EncodingGroup = keyof typeof encodingGroups
export type FileEncoding = (typeof encodingGroups)[EncodingGroup][number]

/** The groups in the order they are offered in. */
export const encodingGroupNames = Object.keys(encodingGroups) as EncodingGroup[]
export const fileEncodings: readonly FileEncoding[] = encodingGroupNames.flatMap((group): readonly FileEncoding[] => encodingGroups[group])
/** Those that are told apart by what a file looks like; the others are for people to choose. */
export const guessedEncodings = ['shift_jis', 'euc-jp', 'iso-2022-jp', 'windows-1252', 'windows-1250', 'windows-1251'] as const satisfies FileEncoding[]
export type GuessedEncoding = (typeof guessedEncodings)[number]
