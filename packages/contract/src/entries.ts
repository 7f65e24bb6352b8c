import { z } from 'zod'

/** UTF-16 units of a record's names and texts together. Cleaning so many takes some ten milliseconds, during which nobody else is answered. */
const longestRecord = 60_000
/** What a name may have before it is cleaned: schemas of names take a few dozen. */
const longestName = 500

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

/** Why a record is not looked at entry by entry; undefined where it is. */
const excessOf = (given: unknown, most: number): string | undefined => {
  if (given === null || typeof given !== 'object') return undefined
  const entries = Object.entries(given)
  if (entries.length > most) return `At most ${most} entries`
  if (entries.some(([name]) => name.length > longestName)) return 'Names of entries must be shorter.'
  return entries.reduce((length, [name, value]) => length + name.length + lengthOf(value), 0) > longestRecord
    ? `At most ${longestRecord} characters in all entries`
    : undefined
}

/**
 * A record of at most `most` entries, whose size is looked at before its entries are: schemas of records check every entry, even where
 * the first is refused.
 */
export const Entries = <Key extends z.ZodType<string, string>, Value extends z.ZodType>(key: Key, value: Value, most: number) => {
  const entries = z.record(key, value)
  const measured = z.preprocess((given, { issues }) => {
    const message = excessOf(given, most)
    if (message !== undefined) issues.push({ code: 'custom', message, input: given })
    return given
  }, entries)
  // What goes in is what the record takes; preprocessing alone would take anything.
  return measured as unknown as z.ZodType<z.output<typeof entries>, z.input<typeof entries>>
}
