import { aCourse } from '@pantheon/agents/testing'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { courseToPdf } from '../src/documents/course-pdf.ts'
import { createFontLibrary } from '../src/documents/fonts.ts'
import { createTypesetter } from '../src/documents/typesetter.ts'
import { readPdf } from './read-pdf.ts'

const fonts = createFontLibrary()
const look = { size: 10, color: '#000000' }
const type = createTypesetter(new PDFDocument({ font: '' }), fonts)

/** The lines of a text, with what each shows. */
const linesOf = (text: string, width: number): string[] =>
  type.set([{ text, look }], width).map(({ glyphs }) => glyphs.map((glyph) => (glyph.width > 0 ? glyph.text : '')).join(''))
const widthOf = (text: string): number => type.set([{ text, look }], 10_000)[0]?.width ?? 0

const invisible = {
  'a soft hyphen': ['Donau\u00addampf\u00adschiff', 'Donaudampfschiff'],
  'a zero width space': ['a\u200bb', 'ab'],
  'a word joiner': ['a\u2060b', 'ab'],
  'a byte order mark': ['a\ufeffb', 'ab'],
  'a left-to-right mark': ['abc\u200e def', 'abc def'],
  'embeddings and isolates': ['a\u202ab\u202c \u2066c\u2069', 'ab c'],
  'a variation selector and a joiner at the beginning': ['\ufe0f\u200dab', 'ab'],
  'a joiner and a non-joiner between Latin letters': ['a\u200db\u200cc', 'abc'],
  'a tag and a Hangul filler': ['a\u{e0041}b\u3164c', 'abc'],
  'a word joiner between Japanese characters': ['漢\u2060字', '漢字'],
} as const

describe.each(Object.entries(invisible))('What shows nothing: %s', (_, [text, shown]) => {
  it('is neither a box nor a space, in a title, in plain, bold and code', async () => {
    const course = aCourse({ title: text, body: `${text}\n\n**${text}**\n\n\`${text}\`\n\n\`\`\`\n${text}\n\`\`\`` })
    const read = readPdf(await courseToPdf(course, fonts))
    expect(read.missing).toBe(0)
    expect(read.text).not.toContain('□')
    expect(read.text.split(shown).length - 1).toBeGreaterThanOrEqual(5)
    expect(widthOf(text)).toBeCloseTo(widthOf(shown), 6)
  })
})

describe('A soft hyphen', () => {
  it('is a hyphen where the line ends, and only there', () => {
    expect(linesOf('Donau\u00addampf\u00adschiff', widthOf('Donaudampf-'))).toEqual(['Donaudampf-', 'schiff'])
    expect(linesOf('Donau\u00addampf\u00adschiff', widthOf('Donaudampf'))).toEqual(['Donau-', 'dampfschiff'])
    expect(linesOf('Donau\u00ad', 1000)).toEqual(['Donau'])
    expect(linesOf('Donau\u00ad\ndampf', 1000)).toEqual(['Donau', 'dampf'])
  })

  it('makes no line too wide where not even a part of the word fits', () => {
    const width = widthOf('mmm')
    const lines = type.set([{ text: 'mmm\u00admmmmm\u00adm', look }], width)
    expect(Math.max(...lines.map((line) => line.width))).toBeLessThanOrEqual(width)
    expect(lines.flatMap(({ glyphs }) => glyphs.filter((glyph) => glyph.text === 'm'))).toHaveLength(9)
  })
})

describe('Other invisible characters', () => {
  it('let a line end (zero width space) or forbid it (word joiner)', () => {
    expect(linesOf('one\u200btwo', widthOf('onet'))).toEqual(['one', 'two'])
    expect(linesOf('ab cd\u2060-\u2060ef', widthOf('ab cd-e'))).toEqual(['ab', 'cd-ef'])
    expect(linesOf('ab cd-ef', widthOf('ab cd-e'))).toEqual(['ab cd-', 'ef'])
    expect(linesOf('漢字\u2060漢字', widthOf('漢字'))).toEqual(['漢', '字漢', '字'])
  })

  it('do not take the space of a line from the end that is cut off', () => {
    expect(type.set([{ text: 'abc \u200edef', look }], widthOf('abcd'))[0]?.width).toBeCloseTo(widthOf('abc'), 6)
  })

  it('say where text runs to, though they show nothing', () => {
    const directions = (text: string) => type.set([{ text, look }], 1000)[0]?.glyphs.flatMap((glyph) => (glyph.width > 0 ? [glyph.mark.level % 2] : []))
    expect(directions('\u05d0(')).toEqual([1, 1])
    expect(directions('\u05d0\u200e(\u200e')).toEqual([1, 0])
  })

  it('keep their word in shape: a non-joiner parts Persian letters', () => {
    expect(widthOf('می\u200cخواهم')).not.toBeCloseTo(widthOf('میخواهم'), 3)
  })
})
