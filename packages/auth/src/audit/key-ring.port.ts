/** The server's signing keys. A signature can be verified for as long as `find` knows its `kid`. */
export interface KeyRing {
  current(): { kid: string; secret: Uint8Array }
  find(kid: string): Uint8Array | undefined
}
