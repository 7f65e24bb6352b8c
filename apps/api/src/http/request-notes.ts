import type { IncomingMessage } from 'node:http'
import type { MeasuredRequest } from '@pantheon/runtime'

/** Facts about a request, collected while it is handled, for its log line and its metrics. */
export interface RequestNotes {
  requestId: string | undefined
  /** The name of an existing procedure, never an unknown name from the request. */
  procedure: string | undefined
  transport: MeasuredRequest['transport']
  errorCode: string | undefined
}

/** A property of the request itself: a WeakMap costs the garbage collector more than the rest of the log line. */
const notesOf = Symbol('request notes')
type Noted = IncomingMessage & { [notesOf]?: RequestNotes }

/** The notes of a request, empty at first. */
export const requestNotes = (incoming: IncomingMessage): RequestNotes =>
  ((incoming as Noted)[notesOf] ??= { requestId: undefined, procedure: undefined, transport: 'other', errorCode: undefined })
