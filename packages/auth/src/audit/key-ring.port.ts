/** The keys this server signs with. What a key signed stays provable for as long as `find` knows its `kid`. */
export interface KeyRing {
  current(): { kid: string; secret: Uint8Array }
  find(kid: string): Uint8Array | undefined
}
