import { hash, verify } from '@node-rs/argon2'

// argon2id with OWASP's parameters: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashes a password with argon2id; the result carries its salt and parameters (PHC string). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

let decoy: Promise<string> | undefined

/**
 * True when `password` belongs to `stored`. Without a stored hash it verifies against a decoy all the same,
 * so that an unknown account takes as long as a known one.
 */
export const verifyPassword = async (stored: string | null | undefined, password: string): Promise<boolean> => {
  decoy ??= hashPassword('no account has this password')
  const isRight = await verify(stored ?? (await decoy), password.normalize('NFKC'))
  return isRight && stored != null
}
