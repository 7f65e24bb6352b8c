import { z } from 'zod'

/** Instant on the wire as we write it: ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime()

const shape = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/
const isoWithOffset = z.iso.datetime({ offset: true })
/** What both databases can hold, whatever the offset makes of the first and the last day of the calendar. */
const [earliest, latest] = ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map(Date.parse) as [number, number]

/** Milliseconds since 1970 of an RFC 3339 instant; undefined for any other text. A leap second is the second after it. */
const parseInstant = (text: string): number | undefined => {
  const [, date, time, seconds, fraction = '', offset = ''] = shape.exec(text) ?? []
  if (date === undefined) return undefined
  const isLeap = seconds === '60'
  const iso = `${date}T${time}:${isLeap ? '59' : seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.toUpperCase()}`
  if (!isoWithOffset.safeParse(iso).success) return undefined // no such day, hour or offset
  return Math.min(latest, Math.max(earliest, Date.parse(iso) + (isLeap ? 1000 : 0)))
}

/** An instant that a client says, in any form of RFC 3339 (section 5.6). It comes out as an `Instant`. */
export const InstantInput = z
  .string()
  .max(64)
  .refine((text) => parseInstant(text) !== undefined, 'An instant as in RFC 3339, e.g. 2026-11-30T09:00:00Z')
  .overwrite((text) => {
    const at = parseInstant(text)
    return at === undefined ? text : new Date(at).toISOString() // what is none has been refused already
  })
  .meta({ format: 'date-time' })
