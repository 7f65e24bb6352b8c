import { describe, expect, it } from 'vitest'
import { decodeAs, detectEncodings, differingLines } from '../src/features/admin/decode-file.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
/** `sku,name` and a line with 講座 and パン in Shift_JIS. */
const japanese = Uint8Array.from([...latin('sku,name\nPAN-1,'), 0x8d, 0x75, 0x8d, 0xc0, 0x83, 0x70, 0x83, 0x93, 0x0a])

describe('The encoding of a file', () => {
  it.each(['en', 'ja'])('is Windows-1252 for a French menu, whatever else could be read into it (%s)', (language) => {
    const bytes = latin('sku,name,category,price_usd\nPAN-1,Garçon Cafés,technical_support,9.99\n')
    const [taken, ...others] = detectEncodings(bytes, language)
    expect(taken).toBe('windows-1252')
    expect(others).toContain('shift_jis')
    expect(decodeAs(bytes, 'windows-1252')).toContain('Garçon Cafés')
    expect(differingLines(bytes, 'windows-1252', 'shift_jis')).toEqual([
      { line: 2, taken: 'PAN-1,Garçon Cafés,technical_support,9.99', other: 'PAN-1,Gar輟n Caf駸,technical_support,9.99' },
    ])
  })
  it('is shown by lines that are shortened between characters', () => {
    const bytes = new TextEncoder().encode(`${'x'.repeat(119)}𠮷\n`)
    expect(differingLines(bytes, 'utf-8', 'windows-1252')[0]?.taken).toBe('x'.repeat(119))
  })
  it('is offered once for each way the file reads: Central European letters that are Western ones too make no choice', () => {
    const bytes = latin('sku;name\nPAN-1;Garçon Cafés\n')
    expect(decodeAs(bytes, 'windows-1250')).toBe(decodeAs(bytes, 'windows-1252'))
    const encodings = detectEncodings(bytes, 'en')
    expect(encodings).not.toContain('windows-1250')
    expect(new Set(encodings.map((encoding) => decodeAs(bytes, encoding))).size).toBe(encodings.length)
  })
  it('is Shift_JIS for a short Japanese file, whose bytes are control characters elsewhere', () => {
    expect(detectEncodings(japanese, 'en')[0]).toBe('shift_jis')
    expect(decodeAs(japanese, 'shift_jis')).toBe('sku,name\nPAN-1,講座パン\n')
  })
  it('is UTF-8 or UTF-16 and nothing else where that is certain, and none for what is no text', () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...latin('sku,é')].flatMap((byte) => [byte, 0])])
    expect(detectEncodings(new TextEncoder().encode('Garçon 講座'), 'ja')).toEqual(['utf-8'])
    expect(detectEncodings(utf16, 'en')).toEqual(['utf-16le'])
    expect(decodeAs(utf16, 'utf-16le')).toBe('sku,é')
    expect(detectEncodings(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0x81]), 'en')).toEqual([])
  })
})
