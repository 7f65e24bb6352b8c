/** A key that signs: its name goes into what it signed. */
export interface SigningKey {
  kid: string
  /** At least 32 characters. */
  secret: string
}

/** The keys of this server: the newest signs, all of them are honoured. */
export interface KeyRing {
  current(): { kid: string; secret: Uint8Array }
  find(kid: string): Uint8Array | undefined
}

/**
 * A ring of keys, the signing one first. To change keys without signing anyone out, put the new one first and keep the
 * old one for as long as what it signed lives. Throws when there is none.
 */
export const createKeyRing = (keys: readonly SigningKey[]): KeyRing => {
  const ring = new Map(keys.map(({ kid, secret }) => [kid, new TextEncoder().encode(secret)]))
  const [first] = keys
  const secret = first && ring.get(first.kid)
  if (!first || !secret) throw new Error('There is no key to sign with.')
  return { current: () => ({ kid: first.kid, secret }), find: (kid) => ring.get(kid) }
}
