import type { IncomingMessage } from 'node:http'
import type { MeasuredRequest } from '@pantheon/runtime'

/** What is found out about a request while it is answered, for its line in the log and its measurement. */
export interface RequestNotes {
  requestId: string | undefined
  /** A procedure of the router: never a name that came with the request and is none. */
  procedure: string | undefined
  transport: MeasuredRequest['transport']
  errorCode: string | undefined
}

/** On the request itself: a map that holds it weakly costs the garbage collector more than all the rest of the line. */
const notesOf = Symbol('request notes')
type Noted = IncomingMessage & { [notesOf]?: RequestNotes }

/** The notes of a request, empty at first. */
export const requestNotes = (incoming: IncomingMessage): RequestNotes =>
  ((incoming as Noted)[notesOf] ??= { requestId: undefined, procedure: undefined, transport: 'other', errorCode: undefined })
