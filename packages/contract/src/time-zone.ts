import { z } from 'zod'
import { isTimeZone } from './time-zone-name.ts'

/** A time zone by its IANA name, e.g. `Asia/Tokyo`: one that both Intl and Temporal accept. */
export const TimeZone = z.string().max(64, { abort: true }).refine(isTimeZone, 'The name of an IANA time zone, like Europe/Berlin')
