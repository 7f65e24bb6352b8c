import { z } from 'zod'

/** An instant in responses: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime()

const shape = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/
const isoWithOffset = z.iso.datetime({ offset: true })
/** The range that both databases can store, also after the offset is applied. */
const [earliest, latest] = ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map(Date.parse) as [number, number]

/** Milliseconds since 1970 of an RFC 3339 instant; undefined for any other text. A leap second maps to the next second. */
const parseInstant = (text: string): number | undefined => {
  const [, date, time, seconds, fraction = '', offset = ''] = shape.exec(text) ?? []
  if (date === undefined) return undefined
  const isLeap = seconds === '60'
  const iso = `${date}T${time}:${isLeap ? '59' : seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.toUpperCase()}`
  if (!isoWithOffset.safeParse(iso).success) return undefined // invalid day, hour or offset
  return Math.min(latest, Math.max(earliest, Date.parse(iso) + (isLeap ? 1000 : 0)))
}

/** An instant in requests, in any form of RFC 3339 (section 5.6). The output is an `Instant`. */
export const InstantInput = z
  .string()
  .max(64)
  .refine((text) => parseInstant(text) !== undefined, 'An instant as in RFC 3339, e.g. 2026-11-30T09:00:00Z')
  .overwrite((text) => {
    const at = parseInstant(text)
    return at === undefined ? text : new Date(at).toISOString() // invalid input was rejected above
  })
  .meta({ format: 'date-time' })
