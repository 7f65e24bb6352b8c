/** The country of a network address, as ISO 3166-1 has it (`JP`); null for an address that is nowhere in particular. Takes IPv4 and IPv6 addresses only. */
export type CountryOf = (address: string) => Promise<string | null>
