import { aCourse } from '@pantheon/agents/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseToPdf } from '../src/documents/course-pdf.ts'
import { createFontLibrary } from '../src/documents/fonts.ts'
import { breakLines } from '../src/documents/line-breaking.ts'
import { markdownBlocks } from '../src/documents/markdown-blocks.ts'

const fonts = createFontLibrary()

const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
const linesOf = (text: string, width: number) =>
  breakLines(
    [...text].map((character) => ({ text: character, width: 1, mark: undefined })),
    width,
  ).map(({ glyphs }) => glyphs.map((glyph) => glyph.text).join(''))

describe('A course as PDF', () => {
  it('has a title page, contents, a page for a short module, and answers', async () => {
    const pdf = await courseToPdf(aCourse(), fonts)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pagesIn(pdf)).toBe(4)
    const source = pdf.toString('latin1')
    expect(source).toContain('/Lang (en)')
    expect(source).toContain('/Outlines')
    expect(source).toMatch(/\(w1-l1\) \[\d+ 0 R \/XYZ/)
  })

  it('begins each module on a page and goes on as long as the text does', async () => {
    const [module] = aCourse().content.modules
    const modules = [1, 2, 3].map((week) => ({ ...module!, id: `w${week}`, week, lessons: [{ ...module!.lessons[0]!, id: `w${week}-l1` }] }))
    expect(pagesIn(await courseToPdf(aCourse({ modules, assessments: [] }), fonts))).toBe(5)
    expect(pagesIn(await courseToPdf(aCourse({ body: 'A sentence of some length. '.repeat(600) }), fonts))).toBeGreaterThan(7)
  })

  it('is written in Japanese too', async () => {
    const pdf = await courseToPdf(aCourse({ language: 'ja', title: '一週間で学ぶデータベース', body: '## 考え方\n\n日本語の文章です。'.repeat(40) }), fonts)
    expect(pdf.toString('latin1')).toContain('/Lang (ja)')
    expect(pagesIn(pdf)).toBeGreaterThanOrEqual(5)
  })

  it('sets a course that is still being written', async () => {
    expect(pagesIn(await courseToPdf(aCourse({ body: '', assessments: [], objectives: [], description: '' }), fonts))).toBe(3)
  })

  it('takes any characters and any Markdown', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('👩‍💻 ☃️', '<b>&amp;</b>', '[x](javascript:1)', '- \n  1. \n> > #', '```', '| a |\n|---|\n| b |', '1. [ ] x\n- [x] y', 'w'.repeat(400)),
    )
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (title, body) => {
        const pdf = await courseToPdf(aCourse({ title: title || '?', body, objectives: [body], description: title }), fonts)
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      }),
      { numRuns: 15 },
    )
  })
})

describe('Breaking lines', () => {
  it('breaks English at spaces, and inside a word only when it must', () => {
    expect(linesOf('the quick brown fox', 9)).toEqual(['the quick', 'brown fox'])
    expect(linesOf('incomprehensible', 6)).toEqual(['incomp', 'rehens', 'ible'])
    expect(linesOf('well-known facts', 6)).toEqual(['well-', 'known', 'facts'])
  })

  it('breaks Japanese between characters, but never before 。 or after 「', () => {
    expect(linesOf('今日は晴れです。', 7)).toEqual(['今日は晴れで', 'す。'])
    expect(linesOf('彼は「はい」と言った', 3)).toEqual(['彼は', '「は', 'い」と', '言った'])
    expect(linesOf('データとファイル', 5)).toEqual(['データと', 'ファイル'])
    expect(linesOf('SQLを学ぶ', 4)).toEqual(['SQLを', '学ぶ'])
  })

  it('never makes a line too wide, and loses nothing but spaces', () => {
    const unit = fc.constantFrom(...'abc de。、「」漢字カナっー-…')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (text, width) => {
        const lines = linesOf(text, width)
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})

describe('Reading Markdown for print', () => {
  const look = { size: 10, color: '#000' }

  it('keeps emphasis, code, lists and their numbers', () => {
    const blocks = markdownBlocks('Some **bold** and `code`.\n\n3. three\n   - inner\n4. four\n\n> quoted', look)
    expect(blocks.map(({ kind, depth, marker, runs }) => [kind, depth, marker, runs.map(({ text }) => text).join('')])).toEqual([
      ['text', 0, undefined, 'Some bold and code.'],
      ['item', 1, '3.', 'three'],
      ['item', 2, '•', 'inner'],
      ['item', 1, '4.', 'four'],
      ['quote', 0, undefined, 'quoted'],
    ])
    expect(blocks[0]?.runs.find(({ text }) => text === 'bold')?.look.isBold).toBe(true)
    expect(blocks[0]?.runs.find(({ text }) => text === 'code')?.look.isCode).toBe(true)
  })

  it('takes what is nested deeper than anybody reads as plain text', () => {
    for (const markdown of ['>'.repeat(39_999), '1. '.repeat(13_000), Array.from({ length: 190 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')]) {
      expect(markdownBlocks(markdown, look)).toEqual([{ kind: 'text', runs: [{ text: markdown, look }], depth: 0 }])
    }
    expect(markdownBlocks(`${'*'.repeat(20_000)}x${'*'.repeat(20_000)}`, look)[0]?.runs.map(({ text }) => text)).toContain('x')
  })

  it('parts lines where HTML does, and leaves cells on the line of their row', () => {
    const textsOf = (markdown: string) => markdownBlocks(markdown, look).map(({ runs }) => runs.map(({ text }) => text).join(''))
    for (const tag of ['<br>', '<br/>', '<BR />', '<br>\n', '<br class="x">']) expect(textsOf(`alpha${tag}beta`), tag).toEqual(['alpha\nbeta'])
    expect(textsOf('- alpha<br>beta')).toEqual(['alpha\nbeta'])
    expect(textsOf('alpha<p>beta</p><p>gamma</p>delta')).toEqual(['alpha\nbeta\ngamma\ndelta'])
    expect(textsOf('al<b>pha</b><!-- no --> `<br>`')).toEqual(['alpha <br>'])
    expect(textsOf('| a |\n|---|\n| one<br>two | \n')).toEqual(['a', 'one two'])
  })

  it('is read in time linear in its addresses, which lead nowhere where no host can be', async () => {
    const distinctHan = (length: number, from = 0) => Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + (((i + from) * 7919) % 20_000))).join('')
    const texts = [`[a](http://${distinctHan(39_000)}.com)`, `<http://${distinctHan(39_000)}.com>`, `<http://xn--${'a9'.repeat(19_000)}.com>`]
    for (const text of [...texts, Array.from({ length: 12 }, (_, i) => `[a](http://${distinctHan(3200, i * 77)}.com)`).join('\n')]) {
      const begun = performance.now()
      expect(markdownBlocks(text, look).flatMap(({ runs }) => runs.flatMap(({ look: { link } }) => link ?? []))).toEqual([])
      expect(performance.now() - begun).toBeLessThan(1000)
    }
  })

  it('drops HTML and addresses that are not for the web', () => {
    const [block] = markdownBlocks('A <b>x</b> [a](javascript:alert(1)) [b](https://example.org)', look)
    expect(block?.runs.flatMap(({ look: { link } }) => link ?? [])).toEqual(['https://example.org/'])
  })
})
