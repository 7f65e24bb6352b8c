import { uuidv7 } from 'uuidv7'

/** A new UUIDv7 (RFC 9562): unique, and sorted by creation time. */
export const newId = (): string => uuidv7()
