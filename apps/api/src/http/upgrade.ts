import { IncomingMessage } from 'node:http'

/** Where the socket is. */
const socketPath = '/ws'
const isForSocket = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url?.split('?')[0] === socketPath && headers.upgrade?.toLowerCase() === 'websocket'

/**
 * A request that changes its protocol only where we speak another: a WebSocket at `/ws`. Node hands whatever offers an upgrade to the
 * listener of `upgrade`, which has no way back; a server may ignore the offer (RFC 9110, section 7.8), and clients offer HTTP/2 with
 * any request (`curl --http2`).
 */
export class Request extends IncomingMessage {
  /** What Node's parser found: that the request offers another protocol. */
  private offersUpgrade = false
  // Node sets it before the headers are known and asks for it after.
  set upgrade(offered: boolean | null) {
    this.offersUpgrade = offered === true
  }
  get upgrade(): boolean {
    return this.offersUpgrade && (this.method === 'CONNECT' || isForSocket(this))
  }
}
