import { expect } from 'vitest'
import { decodeAs } from '../src/features/admin/decode-file.ts'
import { encodingGroups, type FileEncoding } from '../src/features/admin/file-encodings.ts'

const { japanese, chinese, korean } = encodingGroups
const ofTwoBytes: readonly FileEncoding[] = [...japanese, ...chinese, ...korean]

/** Writes text in an encoding by reading all of its characters once. Throws for what it does not have. */
export const encoderOf = (encoding: FileEncoding) => {
  const bytesOf = new Map<string, number[]>()
  const note = (bytes: number[]): void => {
    const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
    if ([...text].length === 1 && !text.includes('\ufffd') && !bytesOf.has(text)) bytesOf.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) note([byte])
  if (encoding === 'windows-1252') for (let byte = 0x80; byte < 0xa0; byte++) bytesOf.set(decodeAs(Uint8Array.of(byte), encoding) ?? '', [byte])
  if (ofTwoBytes.includes(encoding)) for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) note([lead, trail])
  return (text: string): Uint8Array => Uint8Array.from([...text].flatMap((char) => bytesOf.get(char) ?? expect.fail(`${encoding} has no ${char}`)))
}
