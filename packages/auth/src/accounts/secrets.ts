import { createHash, randomBytes } from 'node:crypto'

/** A new secret that nobody guesses: 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret: SHA-256, in hex. Enough for secrets of 256 bits; passwords go through argon2id. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
