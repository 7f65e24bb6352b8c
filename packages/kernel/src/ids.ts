import { V7Generator } from 'uuidv7'

const generator = new V7Generator()

/**
 * A new UUIDv7 (RFC 9562) of the moment `at`: unique, and sorted by that moment. Ids made for the same millisecond follow each
 * other in the order of their making; a moment more than ten seconds before the last one begins a new order.
 * Stored rows pass their service's clock, so that an id never contradicts the times beside it.
 */
export const newId = (at: Date): string => generator.generateOrResetCore(at.getTime(), 10_000).toString()
