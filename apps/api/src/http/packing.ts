import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { accepts } from 'hono/accepts'
import type { Context } from './request-pipeline.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** The supported compressions, the best first. The highest level of Brotli would take a second for half a megabyte. */
const compressors = {
  br: async (text: string): Promise<Bytes> => new Uint8Array(await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
  gzip: async (text: string): Promise<Bytes> => new Uint8Array(await promisify(gzip)(text, { level: 9 })),
}
export type Coding = keyof typeof compressors
export const codings = Object.keys(compressors) as Coding[]

/** The best coding that the client accepts (RFC 9110, section 12.5.3); undefined for none. */
export const codingFor = (c: Context): Coding | undefined => {
  const best = accepts(c, {
    header: 'Accept-Encoding',
    supports: codings,
    default: 'identity',
    match: (taken) => codings.find((coding) => taken.some(({ type, q }) => type.toLowerCase() === coding && q > 0)) ?? 'identity',
  })
  return codings.find((coding) => coding === best)
}

/** Returns a text in the requested coding; each compressed form is created on first use and cached. */
export const createPacked = (text: string): ((coding: Coding | undefined) => string | Promise<Bytes>) => {
  const compressed: Partial<Record<Coding, Promise<Bytes>>> = {}
  return (coding) => {
    if (coding === undefined) return text
    compressed[coding] ??= compressors[coding](text)
    return compressed[coding]
  }
}
