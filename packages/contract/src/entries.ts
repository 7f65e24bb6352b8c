import { z } from 'zod'

/** Maximum UTF-16 units of a record's names and texts together. Cleaning this many blocks the event loop for some ten milliseconds. */
const longestRecord = 60_000
/** Maximum length of a name before it is cleaned: schemas of names allow a few dozen. */
const longestName = 500

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

/** Why a record is rejected without parsing its entries; undefined when it is not. */
const excessOf = (given: unknown, most: number): string | undefined => {
  if (given === null || typeof given !== 'object') return undefined
  const entries = Object.entries(given)
  if (entries.length > most) return `At most ${most} entries`
  if (entries.some(([name]) => name.length > longestName)) return 'Names of entries must be shorter.'
  return entries.reduce((length, [name, value]) => length + name.length + lengthOf(value), 0) > longestRecord
    ? `At most ${longestRecord} characters in all entries`
    : undefined
}

/** A record of at most `most` entries. Its size is checked first, because a record schema parses every entry even when the first is invalid. */
export const Entries = <Key extends z.ZodType<string, string>, Value extends z.ZodType>(key: Key, value: Value, most: number) => {
  const entries = z.record(key, value)
  const measured = z.preprocess((given, { issues }) => {
    const message = excessOf(given, most)
    if (message !== undefined) issues.push({ code: 'custom', message, input: given })
    return given
  }, entries)
  // The input type is that of the record; z.preprocess alone would type it as unknown.
  return measured as unknown as z.ZodType<z.output<typeof entries>, z.input<typeof entries>>
}
