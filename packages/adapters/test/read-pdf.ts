import { inflateSync } from 'node:zlib'

/** What a PDF of ours shows. */
export interface ShownText {
  /** The characters of every string, in the order in which they are drawn; `\0` for a glyph that stands for no character. */
  text: string
  /** How many glyphs are the font's box for what it does not have (glyph 0). */
  missing: number
}

const streamsOf = (pdf: Buffer): Map<number, { head: string; body: string }> => {
  const source = pdf.toString('latin1')
  const found = new Map<number, { head: string; body: string }>()
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', object = ''] = match
    const start = object.indexOf('stream\n')
    const head = start === -1 ? object : object.slice(0, start)
    const raw = start === -1 ? Buffer.alloc(0) : Buffer.from(object.slice(start + 7, object.lastIndexOf('\nendstream')), 'latin1')
    found.set(Number(id), { head, body: (head.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1') })
  }
  return found
}

const fromUtf16 = (hex: string): string => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').swap16().toString('utf16le')

/** The characters of each glyph of a font, from its ToUnicode map as pdfkit writes it. */
const charactersOf = (map: string): Map<number, string> => {
  const characters = new Map<number, string>()
  for (const [, first = '', , list = ''] of map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f\s]*)>/gi)].entries()) characters.set(Number.parseInt(first, 16) + index, fromUtf16(hex))
  }
  return characters
}

/** Reads the text of a PDF that pdfkit made, glyph by glyph. */
export const readPdf = (pdf: Buffer): ShownText => {
  const objects = streamsOf(pdf)
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1]
      if (map !== undefined) fonts.set(name, charactersOf(objects.get(Number(map))?.body ?? ''))
    }
  }
  const shown = { text: '', missing: 0 }
  for (const { body } of objects.values()) {
    let font: Map<number, string> | undefined
    for (const [, name, strings] of body.matchAll(/\/(F\d+) [\d.]+ Tf|(<[0-9a-f]+>) Tj/g)) {
      if (name !== undefined) font = fonts.get(name)
      for (const [, hex = ''] of (strings ?? '').matchAll(/<([0-9a-f]*)>/gi)) {
        for (const glyph of hex.match(/.{4}/g) ?? []) {
          const id = Number.parseInt(glyph, 16)
          if (id === 0) shown.missing += 1
          shown.text += font?.get(id) ?? '\0'
        }
      }
    }
  }
  return shown
}
