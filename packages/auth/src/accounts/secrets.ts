import { createHash, randomBytes } from 'node:crypto'

/** A new random secret: 256 bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** The stored form of a secret: SHA-256, in hex. Sufficient for 256-bit secrets; passwords use argon2id. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
