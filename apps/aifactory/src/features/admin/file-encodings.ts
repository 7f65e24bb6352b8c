/**
 * The text encodings that browsers support (https://encoding.spec.whatwg.org), by their names there, grouped by script or region. Encodings that
 * decode like another one are omitted: GBK is a subset of GB 18030, and ISO-8859-8-I decodes like ISO-8859-8.
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

/** The groups in display order. */
export const encodingGroupNames = Object.keys(encodingGroups) as EncodingGroup[]
export const fileEncodings: readonly FileEncoding[] = encodingGroupNames.flatMap((group): readonly FileEncoding[] => encodingGroups[group])
/** The encodings that are detected automatically; the others can be chosen manually. */
export const guessedEncodings = ['shift_jis', 'euc-jp', 'iso-2022-jp', 'windows-1252', 'windows-1250', 'windows-1251'] as const satisfies FileEncoding[]
export type GuessedEncoding = (typeof guessedEncodings)[number]
