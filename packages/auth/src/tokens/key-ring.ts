/** A signing key; its `kid` is part of every signature. */
export interface SigningKey {
  kid: string
  /** At least 32 characters. */
  secret: string
}

/** The server's keys: the newest signs, all of them verify. */
export interface KeyRing {
  current(): { kid: string; secret: Uint8Array }
  find(kid: string): Uint8Array | undefined
}

/**
 * A key ring, the signing key first. To rotate without signing anyone out, put the new key first and keep the old one until
 * everything it signed has expired. Throws when there is none.
 */
export const createKeyRing = (keys: readonly SigningKey[]): KeyRing => {
  const ring = new Map(keys.map(({ kid, secret }) => [kid, new TextEncoder().encode(secret)]))
  const [first] = keys
  const secret = first && ring.get(first.kid)
  if (!first || !secret) throw new Error('There is no key to sign with.')
  return { current: () => ({ kid: first.kid, secret }), find: (kid) => ring.get(kid) }
}
