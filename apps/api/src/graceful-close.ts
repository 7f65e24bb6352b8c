import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long the requests under way may take once nobody can connect any more. */
const requestsMs = 10_000
/** How long a connection that has sent nothing yet is waited for. */
const silenceMs = 1000
/** How long nobody may have connected when the server closes; under a load that never pauses, one turn of the event loop is taken after a while. */
const quietMs = 5
const pausesForMs = 300
/** Then it closes whoever connects: every turn is too busy. */
const closesAfterMs = 1000

/**
 * Calls `close` in a turn of the event loop that found nobody waiting to be accepted. Whoever waits when a listening socket closes
 * is reset by the kernel, although they may have sent their request. So that there is such a turn under load, new connections are
 * accepted, but not read before the end.
 */
const whenNobodyWaits = (server: Server, close: () => void): void => {
  const from = performance.now()
  const accepted: Socket[] = []
  let lastConnection = from
  let lookedAt = from
  const accept = (socket: Socket): void => {
    lastConnection = performance.now()
    accepted.push(socket)
    process.nextTick(() => socket.pause()) // Node begins to read in the tick before
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
  setImmediate(look) // between two of these the event loop accepts whoever waits
}

/**
 * Ends a server without losing a request. `drain` first, for as long as a balancer needs to see that the server is not ready;
 * then `close`.
 */
export const createGracefulClose = (server: Server) => {
  let isDraining = false
  let underWay = 0
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    underWay++
    response.once('close', () => void underWay--)
    // Whoever asks next comes over a connection of its own, which is refused as a whole once the server takes none.
    if (isDraining) response.setHeader('connection', 'close')
  })
  const drain = (): void => {
    isDraining = true
  }
  return {
    isDraining: (): boolean => isDraining,
    /** From now on every answer ends its connection. Requests are served as before. */
    drain,
    /** Takes no more connections, then calls `refusing`. Resolves when the requests under way are answered, or hung up on after ten seconds. */
    close: async (refusing: () => void): Promise<void> => {
      drain()
      await new Promise<void>((resolve) => {
        whenNobodyWaits(server, () => {
          server.close(() => resolve())
          refusing()
          const [silent, late] = [performance.now() + silenceMs, performance.now() + requestsMs]
          const beat = setInterval(() => {
            const now = performance.now()
            if (now > late || (now > silent && underWay === 0)) server.closeAllConnections()
          }, 50)
          server.once('close', () => clearInterval(beat))
        })
      })
    },
  }
}
