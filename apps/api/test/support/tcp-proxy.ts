import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What happens to what is sent: it passes; it is lost both ways; what comes back from the target is lost; connections are refused. */
type ProxyMode = 'open' | 'silent' | 'deaf' | 'refuse'

/** One connection through the proxy. */
export interface ProxiedConnection {
  /** From now on nothing that is sent either way arrives, and neither side is told. */
  blackhole(): void
  /** Ends both sides with a reset. */
  reset(): void
}

export interface TcpProxyOptions {
  /** The target's port when the URL names none: PostgreSQL's, unless given. */
  defaultPort?: number
  /** Sees what a client sends, piece by piece, before it is passed on. */
  onSent?: (bytes: Buffer, connection: ProxiedConnection) => void
}

/** The same server, reached through a proxy at `port` of this machine. */
const throughProxy = (url: string, port: number): string => {
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = String(port)
  return address.href
}

/**
 * A TCP proxy before the server of a URL that fails as networks do. A connection that has lost something stays silent for
 * good, and does not tell one side that the other hung up.
 */
export const createTcpProxy = async (url: string, { defaultPort = 5432, onSent }: TcpProxyOptions = {}) => {
  const { hostname: host, port } = new URL(url)
  const target = { host, port: Number(port || defaultPort) }
  const connections = new Set<ProxiedConnection>()
  const sockets = new Set<Socket>()
  let mode: ProxyMode = 'open'
  let delayMs = 0

  const accept = (client: Socket): void => {
    client.on('error', () => client.destroy())
    if (mode === 'refuse') return void client.resetAndDestroy()
    const server = connect(target)
    let isLost = false
    const connection: ProxiedConnection = {
      blackhole: () => {
        isLost = true
      },
      reset: () => {
        client.resetAndDestroy()
        server.resetAndDestroy()
      },
    }
    connections.add(connection)
    const end = (): void => {
      connections.delete(connection)
      client.destroy()
      server.destroy()
    }
    const pass = (to: Socket, bytes: Buffer, isLostNow: boolean): void => {
      isLost ||= isLostNow
      if (isLost) return
      if (delayMs > 0) setTimeout(() => to.writable && to.write(bytes), delayMs)
      else if (to.writable) to.write(bytes)
    }
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', end).on('close', () => {
        sockets.delete(socket)
        if (!isLost && mode !== 'silent') end()
      })
    }
    client.on('data', (bytes: Buffer) => {
      onSent?.(bytes, connection)
      pass(server, bytes, mode === 'silent')
    })
    server.on('data', (bytes: Buffer) => pass(client, bytes, mode === 'silent' || mode === 'deaf'))
  }
  const listener = createServer(accept).listen(0, '127.0.0.1')
  await once(listener, 'listening')

  /** Resets every connection that stands, or one in `n`. */
  const reset = (n = 1): void => {
    for (const [i, connection] of [...connections].entries()) if (i % n === 0) connection.reset()
  }
  return {
    /** Leads to the same server through the proxy. */
    url: throughProxy(url, (listener.address() as AddressInfo).port),
    reset,
    set: (next: ProxyMode): void => {
      mode = next
    },
    /** Passes everything on so much later, in order. */
    delay: (ms: number): void => {
      delayMs = ms
    },
    /** Nothing passes any more, on connections that stand and on new ones; everybody may connect. */
    silence: (): void => {
      mode = 'silent'
    },
    restore: (): void => {
      mode = 'open'
    },
    close: async (): Promise<void> => {
      reset()
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
