import { IncomingMessage } from 'node:http'

/** The path of the WebSocket. */
const socketPath = '/ws'
const isForSocket = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url?.split('?')[0] === socketPath && headers.upgrade?.toLowerCase() === 'websocket'

/**
 * A request whose upgrade is accepted only for a WebSocket at `/ws`. Node passes every request with an upgrade to the `upgrade`
 * listener, which cannot return it. A server may ignore an upgrade (RFC 9110, section 7.8), and some clients offer HTTP/2 with every
 * request (`curl --http2`).
 */
export class Request extends IncomingMessage {
  /** Node's parser found an upgrade offer in the request. */
  private offersUpgrade = false
  // Node sets it before the headers are known and reads it after.
  set upgrade(offered: boolean | null) {
    this.offersUpgrade = offered === true
  }
  get upgrade(): boolean {
    return this.offersUpgrade && (this.method === 'CONNECT' || isForSocket(this))
  }
}
