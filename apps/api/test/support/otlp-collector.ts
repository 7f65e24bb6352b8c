import { createServer, type IncomingHttpHeaders } from 'node:http'

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean }
interface Attribute {
  key: string
  value: Value
}
export interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: Attribute[]
}

/** What an attribute holds. */
export const attributeOf = ({ attributes }: { attributes: Attribute[] }, key: string): unknown =>
  Object.values(attributes.find((attribute) => attribute.key === key)?.value ?? {})[0]

/** A local OpenTelemetry collector: takes OTLP as JSON over HTTP, and remembers it. `mode` says how it answers. */
export const otlpCollector = async () => {
  const bodies: string[] = []
  const headers: IncomingHttpHeaders[] = []
  const spans: ReceivedSpan[] = []
  const metrics = new Set<string>()
  let mode: 'takes' | 'refuses' | 'silent' = 'takes'
  let asked = 0
  const take = (path: string, text: string): void => {
    bodies.push(text)
    const { resourceSpans = [], resourceMetrics = [] } = JSON.parse(text)
    if (path === '/v1/traces') for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans)
    if (path === '/v1/metrics')
      for (const { scopeMetrics } of resourceMetrics) for (const scope of scopeMetrics) for (const metric of scope.metrics) metrics.add(metric.name)
  }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    asked++
    if (mode === 'silent') return
    headers.push(request.headers)
    if (mode === 'takes') take(request.url ?? '', text)
    response.writeHead(mode === 'takes' ? 200 : 503, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bodies,
    headers,
    spans,
    metrics,
    /** How often it was sent something. */
    asked: (): number => asked,
    answers: (next: typeof mode): void => {
      mode = next
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A port that is free at the moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
