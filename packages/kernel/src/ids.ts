import { V7Generator } from 'uuidv7'

const generator = new V7Generator()

/**
 * A new UUIDv7 (RFC 9562) with the timestamp `at`: unique, and sorted by time. Ids of the same millisecond keep the order of their
 * creation; a timestamp more than ten seconds before the last one starts a new order. Stored rows pass their service's clock, so that an
 * id never contradicts the timestamps beside it.
 */
export const newId = (at: Date): string => generator.generateOrResetCore(at.getTime(), 10_000).toString()
