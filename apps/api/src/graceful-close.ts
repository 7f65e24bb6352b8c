import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long requests in flight may take after the server has stopped accepting connections. */
const requestsMs = 10_000
/** How long to wait for a connection that has sent nothing yet. */
const silenceMs = 1000
/** The server closes after this long without a new connection; after `pausesForMs` one turn of the event loop without one is enough. */
const quietMs = 5
const pausesForMs = 300
/** After this long the server closes even while clients connect in every turn. */
const closesAfterMs = 1000

/**
 * Calls `close` in a turn of the event loop in which no connection waits to be accepted: when a listening socket closes, the kernel
 * resets waiting connections, even if they have sent a request. New connections are accepted but not read until then, so that such a
 * turn also comes under load.
 */
const whenAcceptQueueIsEmpty = (server: Server, close: () => void): void => {
  const from = performance.now()
  const accepted: Socket[] = []
  let lastConnection = from
  let lookedAt = from
  const accept = (socket: Socket): void => {
    lastConnection = performance.now()
    accepted.push(socket)
    process.nextTick(() => socket.pause()) // Node starts reading before this callback runs
  }
  const look = (): void => {
    const now = performance.now()
    const isQuiet = lastConnection < lookedAt - (now - from < pausesForMs ? quietMs : 0)
    if ((isQuiet && now - lookedAt < 1) || now - from > closesAfterMs) {
      close()
      server.off('connection', accept)
      for (const socket of accepted) socket.resume()
      return
    }
    lookedAt = now
    setImmediate(look)
  }
  server.on('connection', accept)
  setImmediate(look) // the event loop accepts waiting connections between two of these
}

/**
 * Closes a server without losing a request. Call `drain` first and wait until the load balancer has seen that the server is not
 * ready; then call `close`.
 */
export const createGracefulClose = (server: Server) => {
  let isDraining = false
  let inFlight = 0
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    inFlight++
    response.once('close', () => void inFlight--)
    // The client's next request then uses a new connection, which is refused as a whole once the server accepts none.
    if (isDraining) response.setHeader('connection', 'close')
  })
  const drain = (): void => {
    isDraining = true
  }
  return {
    isDraining: (): boolean => isDraining,
    /** From now on every response closes its connection. Requests are served as before. */
    drain,
    /** Stops accepting connections, then calls `refusing`. Resolves when the requests in flight are answered, or their connections closed after ten seconds. */
    close: async (refusing: () => void): Promise<void> => {
      drain()
      await new Promise<void>((resolve) => {
        whenAcceptQueueIsEmpty(server, () => {
          server.close(() => resolve())
          refusing()
          const [silent, late] = [performance.now() + silenceMs, performance.now() + requestsMs]
          const timer = setInterval(() => {
            const now = performance.now()
            if (now > late || (now > silent && inFlight === 0)) server.closeAllConnections()
          }, 50)
          server.once('close', () => clearInterval(timer))
        })
      })
    },
  }
}
