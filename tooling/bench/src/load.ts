import { Agent, request } from 'node:http'

/** One request, which a client repeats. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
}

const sendOn = (agent: Agent | false, port: number, { method, path, headers, body }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, cookies: response.headers['set-cookie'] ?? [] }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** A client of a server on this machine. */
export const createClient = (port: number) => ({
  /** Sends one request on a new connection. */
  send: (call: Call): Promise<Answer> => sendOn(false, port, call),

  /**
   * Sends `total` requests over keep-alive connections, one at a time on each. Returns the milliseconds of each; an error
   * response rejects. The connections are new, because those of the previous round may be about to time out.
   */
  load: async (call: Call, { total, connections }: { total: number; connections: number }): Promise<number[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: connections })
    const took: number[] = []
    let left = total
    const line = async (): Promise<void> => {
      while (left-- > 0) {
        const from = performance.now()
        const { status, text } = await sendOn(agent, port, call)
        took.push(performance.now() - from)
        if (status >= 300) throw new Error(`${call.method} ${call.path} answered ${status}: ${text.slice(0, 500)}`)
      }
    }
    try {
      await Promise.all(Array.from({ length: connections }, line))
    } finally {
      agent.destroy()
    }
    return took
  },
})
export type Client = ReturnType<typeof createClient>
