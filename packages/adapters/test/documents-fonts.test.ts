import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { sfntFromWoff } from '../src/documents/sfnt-from-woff.ts'

const require = createRequire(import.meta.url)

/** A table's checksum: the sum of its 32-bit words (OpenType specification, "Calculating checksums"). */
const sumOf = (table: Buffer) => {
  const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)])
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

describe('Fonts for documents', () => {
  it('are whole: every table is where the directory says, and unharmed', () => {
    const files = ['jp/files/noto-sans-jp-japanese-400', 'arabic/files/noto-sans-arabic-arabic-700', 'kr/files/noto-sans-kr-0-400']
    for (const file of files) {
      const font = sfntFromWoff(readFileSync(require.resolve(`@fontsource/noto-sans-${file}-normal.woff`)))
      expect([0x00010000, 0x4f54544f]).toContain(font.readUInt32BE(0))
      const tags = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
        const entry = 12 + index * 16
        const tag = font.toString('latin1', entry, entry + 4)
        const [checksum, offset, length] = [4, 8, 12].map((at) => font.readUInt32BE(entry + at)) as [number, number, number]
        // "head" holds a checksum of the whole file inside itself and is excepted by the specification.
        if (tag !== 'head') expect(sumOf(font.subarray(offset, offset + length)), tag).toBe(checksum)
        return tag
      })
      expect(tags).toEqual(expect.arrayContaining(['cmap', 'head', 'hmtx', 'maxp']))
    }
  })

  it('refuses what is no WOFF font', () => {
    expect(() => sfntFromWoff(Buffer.from('wOF2 and the rest'))).toThrow('Not a WOFF font')
  })
})
