import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { accepts } from 'hono/accepts'
import type { Context } from './request-pipeline.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** How an answer can be packed, the best first. The highest level of Brotli would take a second for half a megabyte. */
const packers = {
  br: async (text: string): Promise<Bytes> => new Uint8Array(await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
  gzip: async (text: string): Promise<Bytes> => new Uint8Array(await promisify(gzip)(text, { level: 9 })),
}
export type Coding = keyof typeof packers
export const codings = Object.keys(packers) as Coding[]

/** The best coding that the client takes (RFC 9110, section 12.5.3); undefined for none. */
export const codingFor = (c: Context): Coding | undefined => {
  const best = accepts(c, {
    header: 'Accept-Encoding',
    supports: codings,
    default: 'identity',
    match: (taken) => codings.find((coding) => taken.some(({ type, q }) => type.toLowerCase() === coding && q > 0)) ?? 'identity',
  })
  return codings.find((coding) => coding === best)
}

/** A text in the coding that is asked for; each packed form is made when somebody first asks for it, and kept. */
export const createPacked = (text: string): ((coding: Coding | undefined) => string | Promise<Bytes>) => {
  const packed: Partial<Record<Coding, Promise<Bytes>>> = {}
  return (coding) => {
    if (coding === undefined) return text
    packed[coding] ??= packers[coding](text)
    return packed[coding]
  }
}
