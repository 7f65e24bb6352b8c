import { createServer } from 'node:http'
import { connect } from 'node:net'
import { type Logger, systemClock } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { createTelemetry, listenForMetrics, type TelemetryConfig } from '../src/index.ts'

const quiet: Logger = { info: () => {}, warn: () => {}, error: () => {} }
const prometheus = { port: 9464, host: '127.0.0.1' }
const otlp = (endpoint: string) => ({ endpoint, headers: {}, timeoutMs: 60_000, metricIntervalMs: 30, spanDelayMs: 10, sampleRatio: 1 })
const aRequest = { procedure: 'business.orders.list', transport: 'trpc', status: 200, errorCode: undefined } as const

const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends) await end()
})
const measuring = (config: Partial<TelemetryConfig>, logger = quiet) =>
  createTelemetry({ config: { serviceName: 'test', prometheus: undefined, otlp: undefined, ...config }, clock: systemClock, logger })

/** A collector that answers with this status, or never; `undefined` has nobody listen. */
const collector = async (answer: number | 'never' | undefined) => {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    if (typeof answer === 'number') request.resume().once('end', () => response.writeHead(answer).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  if (answer === undefined) close()
  else ends.push(close)
  return { endpoint: `http://127.0.0.1:${port}`, asked: () => asked }
}

describe('Telemetry', () => {
  it('is nothing when nobody gets it: work runs as it would, and nothing is timed', async () => {
    const telemetry = await measuring({})
    expect([telemetry.statements, telemetry.requests.trace, await telemetry.scrape()]).toEqual([undefined, undefined, ''])
    let ran = 0
    await telemetry.events.handle({ consumer: 'c', name: 'order.paid', at: new Date() }, async () => void ran++)
    await expect(telemetry.events.handle({ consumer: 'c', name: 'order.paid', at: new Date() }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(ran).toBe(1)
  })

  it('is of one system: two in one process count apart', async () => {
    const [one, other] = [await measuring({ prometheus }), await measuring({ prometheus })]
    ends.push(one.stop, other.stop)
    one.requests.record(aRequest, 12)
    expect(await one.scrape()).toContain(
      'http_server_request_duration_seconds_count{transport="trpc",http_response_status_code="200",procedure="business.orders.list"} 1',
    )
    expect(await other.scrape()).not.toContain('http_server_request_duration_seconds_count')
  })

  it('counts runs of jobs and handlers by how they ended, and lets their failures through', async () => {
    const telemetry = await measuring({ prometheus })
    ends.push(telemetry.stop)
    const createdAt = new Date(Date.now() - 90_000)
    const stop = new AbortController()
    const job = { type: 'course', createdAt, signal: stop.signal }
    const fails = () => Promise.reject(new Error('ann@example.test'))
    await telemetry.jobs.run(job, async () => 'succeeded')
    await expect(telemetry.jobs.run(job, fails)).rejects.toThrow('ann')
    stop.abort()
    await expect(telemetry.jobs.run(job, fails)).rejects.toThrow('ann')
    await expect(telemetry.events.handle({ consumer: 'audit', name: 'order.paid', at: createdAt }, () => Promise.reject(new Error('ann')))).rejects.toThrow(
      'ann',
    )
    const text = await telemetry.scrape()
    expect(text).toContain('job_age_seconds_bucket{type="course",outcome="succeeded",le="60"} 0')
    expect(text).toContain('job_age_seconds_bucket{type="course",outcome="succeeded",le="120"} 1')
    expect(text).toContain('job_age_seconds_count{type="course",outcome="retried"} 1')
    expect(text).toContain('job_age_seconds_count{type="course",outcome="handed_back"} 1')
    expect(text).toContain('event_lag_seconds_count{consumer="audit",error_type="server.internal"} 1')
    expect(text).not.toContain('ann')
  })

  it.concurrent('has gauges without a value while their source fails or is silent, and the others all the same', async () => {
    const telemetry = await measuring({ prometheus })
    ends.push(telemetry.stop)
    const pools = () => [{ name: 'writer', used: 1, idle: 0, max: 1, waiting: 3 }]
    telemetry.watch({ pools, consumers: () => Promise.reject(new Error('away')), jobs: () => new Promise(() => {}) })
    const from = performance.now()
    const text = await telemetry.scrape()
    expect(performance.now() - from).toBeLessThan(4000)
    expect(text).toContain('db_client_connection_pending_requests{db_client_connection_pool_name="writer"} 3')
    expect(text).not.toMatch(/^(event_consumer_lag|jobs\{)/m)
  })

  it('gives no gauge or counter a name that Prometheus keeps for parts of histograms', async () => {
    const telemetry = await measuring({ prometheus })
    ends.push(telemetry.stop)
    telemetry.watch({
      pools: () => [{ name: 'writer', used: 1, idle: 0, max: 1, waiting: 0 }],
      consumers: async () => [],
      jobs: async () => [{ type: 'course', status: 'queued', count: 2, oldestMs: 1000 }],
    })
    const text = await telemetry.scrape()
    const types = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => ({ name, type }))
    expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['db_client_connections', 'jobs']))
    // promtool check metrics refuses them.
    expect(types.filter(({ name, type }) => type !== 'histogram' && /_(count|sum|bucket)$/.test(name))).toEqual([])
    expect(types.filter(({ name, type }) => type === 'gauge' && name.endsWith('_total'))).toEqual([])
  })

  it.concurrent('stops within a second and a half whatever the collector does, and says once that it does not take anything', async () => {
    const stop = async (answer: 503 | 400 | 'never' | undefined): Promise<[ms: number, warnings: number]> => {
      let warnings = 0
      const { endpoint, asked } = await collector(answer)
      const telemetry = await measuring({ otlp: otlp(endpoint) }, { ...quiet, warn: () => warnings++ })
      for (let i = 0; i < 1000; i++)
        await telemetry.requests.trace?.(
          undefined,
          async () => i,
          () => aRequest,
        )
      if (answer) await expect.poll(asked).toBeGreaterThan(answer === 400 ? 4 : 0)
      const from = performance.now()
      await telemetry.stop()
      return [performance.now() - from, warnings]
    }
    const stops = await Promise.all([stop(503), stop(400), stop('never'), stop(undefined)])
    for (const [ms] of stops) expect(ms).toBeLessThan(3500)
    expect(stops[1][1]).toBe(2) // of metrics and of traces
  })
})

describe('The server of metrics', () => {
  it('answers /metrics alone, and ends while somebody is connected', async () => {
    const telemetry = await measuring({ prometheus })
    ends.push(telemetry.stop)
    const server = await listenForMetrics({ port: 0, host: '127.0.0.1' }, { telemetry, logger: quiet })
    const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init)
    const metrics = await ask('/metrics?x=1')
    expect([metrics.status, metrics.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(await metrics.text()).toContain('nodejs_eventloop_delay_p99_seconds')
    expect([(await ask('/')).status, (await ask('/metrics/')).status, (await ask('/metrics', { method: 'DELETE' })).status]).toEqual([404, 404, 405])
    await expect(listenForMetrics({ port: server.port, host: '127.0.0.1' }, { telemetry, logger: quiet })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    const idle = connect(server.port, '127.0.0.1').on('error', () => {})
    await new Promise((resolve) => idle.once('connect', resolve))
    await server.close()
    await expect(ask('/metrics')).rejects.toThrow()
  })
})
