/** The country of an IPv4 or IPv6 address as ISO 3166-1 alpha-2 (`JP`); null when it has none. */
export type CountryOf = (address: string) => Promise<string | null>
