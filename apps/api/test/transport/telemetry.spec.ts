import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { attributeOf, freePort, otlpCollector } from '../support/otlp-collector.ts'
import { parsePrometheus, type Sample } from '../support/prometheus.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const secretQuery = 'a-person-looks-for-this'

describe.each(storyDialects)('What the server measures, on %s', (dialect) => {
  let w: World
  let collector: Awaited<ReturnType<typeof otlpCollector>>
  let operator: SignedInCaller
  let buyer: SignedInCaller
  let port: number
  let personal: string[]

  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init)
  const scrape = async (): Promise<Sample[]> => parsePrometheus(await (await ask('/metrics')).text())
  const sumOf = (samples: Sample[], name: string, labels: Record<string, string> = {}): number =>
    samples
      .filter((sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
      .reduce((sum, { value }) => sum + value, 0)

  beforeAll(async () => {
    collector = await otlpCollector()
    port = await freePort()
    const env = {
      METRICS_PORT: String(port),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector',
      OTEL_METRIC_EXPORT_INTERVAL: '200',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    }
    w = await world(dialect, { env })
    operator = await w.operator()
    buyer = await w.buyer()
    const { id: productId } = await operator.api.business.products.create.mutate(courseProduct)
    for (const _ of [1, 2]) await w.visitor().rest('GET', `/products/${productId}`)
    await buyer.http(`/api/v1/orders/${productId}?search=${secretQuery}`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, tracestate: `of=${secretQuery}` },
    })
    expect(await refusalOf(w.visitor().api.business.orders.list.query({}))).toBe('auth.required')
    await w.visitor().http(`/trpc/nobody.has.this.${secretQuery}`)
    const { id: orderId } = await buyer.api.business.orders.place.mutate({ productId, input: courseInput })
    await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
    await w.settle()
    const { user, organization } = buyer.account
    personal = [
      user.id,
      user.email,
      user.name,
      organization.id,
      organization.name,
      productId,
      orderId,
      secretQuery,
      buyer.session() ?? user.id,
      testCard.number,
    ]
  })
  afterAll(() => collector.close())

  it('counts requests by procedure, with how they ended and how long they took', async () => {
    const samples = await scrape()
    const count = (labels: Record<string, string>) => sumOf(samples, 'http_server_request_duration_seconds_count', labels)
    expect(count({ procedure: 'business.orders.place', transport: 'trpc', http_response_status_code: '200' })).toBe(1)
    expect(count({ procedure: 'business.products.get', transport: 'rest', http_response_status_code: '200' })).toBe(2)
    expect(count({ procedure: 'business.orders.list', transport: 'trpc', error_type: 'auth.required', http_response_status_code: '401' })).toBe(1)
    expect(count({ transport: 'trpc', error_type: 'request.unknown_route' })).toBe(1)
    const bucket = { procedure: 'business.orders.place', le: '+Inf' }
    expect(sumOf(samples, 'http_server_request_duration_seconds_bucket', bucket)).toBe(1)
    expect(sumOf(samples, 'http_server_request_duration_seconds_sum', { procedure: 'business.orders.place' })).toBeGreaterThan(0)
  })

  it('times statements, in buckets with the 50 ms that they should stay below', async () => {
    const samples = await scrape()
    for (const operation of ['select', 'insert', 'update'])
      expect(sumOf(samples, 'db_client_operation_duration_seconds_bucket', { db_operation_name: operation, le: '0.05' })).toBeGreaterThan(0)
  })

  it('shows how pools, caches and the event loop are used, and how far consumers and jobs are behind', async () => {
    const samples = await scrape()
    const pool = { db_client_connection_pool_name: dialect === 'pg' ? 'organizations' : 'writer' }
    expect(sumOf(samples, 'db_client_connection_max', pool)).toBe(dialect === 'pg' ? 8 : 1)
    const connections = (state: string) => sumOf(samples, 'db_client_connections', { ...pool, db_client_connection_state: state })
    expect(connections('used') + connections('idle')).toBeGreaterThan(0)
    expect(samples.some(({ name }) => name === 'db_client_connection_pending_requests')).toBe(true)
    expect(sumOf(samples, 'cache_requests_total', { cache: 'public', result: 'hit' })).toBeGreaterThan(0)
    expect(sumOf(samples, 'cache_requests_total', { cache: 'access', result: 'hit' })).toBeGreaterThan(0)
    expect(sumOf(samples, 'cache_requests_total', { cache: 'access', result: 'miss' })).toBeGreaterThan(0)
    expect(samples.filter(({ name }) => /^nodejs_eventloop_delay_(p50|p95|p99|max)_seconds$/.test(name))).toHaveLength(4)
    expect(sumOf(samples, 'nodejs_eventloop_utilization')).toBeGreaterThan(0)
    expect(samples.filter(({ name }) => name === 'event_consumer_lag_seconds').map(({ labels }) => labels.consumer)).toContain('fulfilment')
    expect(samples.find(({ name, labels }) => name === 'event_consumer_held' && labels.consumer === 'fulfilment' && labels.state === 'parked')?.value).toBe(0)
  })

  it('times consumers: how late they handle an event, and how long that takes', async () => {
    const samples = await scrape()
    for (const consumer of ['fulfilment', 'audit', 'notifications'])
      for (const name of ['event_lag_seconds_count', 'event_handler_duration_seconds_count']) expect(sumOf(samples, name, { consumer })).toBeGreaterThan(0)
    await expect.poll(() => collector.spans.some((span) => span.name === 'event order.paid' && attributeOf(span, 'consumer') === 'fulfilment')).toBe(true)
  })

  it('times jobs: how old they were at the end, and how long they ran', async () => {
    const samples = await scrape()
    const [job] = await w.db.select().from(w.db.tables.aiJobs)
    for (const name of ['job_age_seconds_count', 'job_run_duration_seconds_count'])
      expect(sumOf(samples, name, { type: job?.jobType ?? '', outcome: 'succeeded' })).toBe(1)
    const ran = () => collector.spans.find(({ name }) => name === `job ${job?.jobType}`)
    await expect.poll(ran).toBeDefined()
    const { traceId: id, spanId } = ran() ?? {}
    expect(collector.spans.some((span) => span.traceId === id && span.parentSpanId === spanId && span.name === 'update')).toBe(true)
  })

  it('shows jobs and events that wait, and for how long', async () => {
    const { aiJobs, eventConsumers } = w.db.tables
    const [job] = await w.db.select().from(aiJobs)
    const hourAgo = new Date(Date.now() - 3_600_000)
    await w.db.update(aiJobs).set({ status: 'queued', createdAt: hourAgo })
    await w.db.insert(eventConsumers).values({ name: 'late', lastSeq: 0 })
    const samples = await scrape()
    await w.db.delete(eventConsumers).where(eq(eventConsumers.name, 'late'))
    await w.db.update(aiJobs).set({ status: 'succeeded' })
    const queued = { type: job?.jobType ?? '', status: 'queued' }
    expect(sumOf(samples, 'jobs', queued)).toBe(1)
    expect(sumOf(samples, 'job_oldest_age_seconds', queued)).toBeCloseTo(3600, -2)
    expect(sumOf(samples, 'event_consumer_backlog', { consumer: 'late' })).toBeGreaterThan(5)
    expect(sumOf(samples, 'event_consumer_lag_seconds', { consumer: 'late' })).toBeGreaterThan(0)
  })

  it('answers nothing else there, and no metrics where everybody asks', async () => {
    const metrics = await ask('/metrics')
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect((await ask('/')).status).toBe(404)
    expect((await ask('/api/v1/products')).status).toBe(404)
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405)
    expect((await w.visitor().http('/metrics')).status).toBe(404)
  })

  it('sends metrics and a trace per request to a collector, with what the request asked of the database', async () => {
    await expect.poll(() => collector.metrics.has('http.server.request.duration') && collector.metrics.has('nodejs.eventloop.delay.p99')).toBe(true)
    const placed = () => collector.spans.find(({ attributes }) => attributeOf({ attributes }, 'procedure') === 'business.orders.place')
    await expect.poll(placed).toMatchObject({ name: 'trpc business.orders.place' })
    const { traceId: id, spanId } = placed() ?? {}
    const below = collector.spans.filter((span) => span.traceId === id && span.parentSpanId === spanId)
    expect(below.map(({ name }) => name)).toEqual(expect.arrayContaining(['select', dialect === 'pg' ? 'with' : 'insert']))
    expect(collector.headers.every(({ authorization }) => authorization === 'Bearer of-the-collector')).toBe(true)
  })

  it('goes on with the trace that a request names', async () => {
    const named = () => collector.spans.find((span) => span.traceId === traceId && span.parentSpanId === '00f067aa0ba902b7')
    await expect.poll(named).toMatchObject({ name: 'rest business.orders.get' })
  })

  it('tells nothing of a person, in neither', async () => {
    const text = await (await ask('/metrics')).text()
    expect(collector.bodies.join('').length).toBeGreaterThan(1000)
    for (const secret of personal) for (const told of [text, ...collector.bodies]) expect(told.includes(secret), `${secret} is told`).toBe(false)
    expect(collector.bodies.join('')).not.toMatch(/select .* from|insert into|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/i)
  })

  it('stops nothing when the collector is silent, and holds up the end for a second and a half at most', async () => {
    collector.answers('silent')
    const before = collector.asked()
    await expect.poll(collector.asked).toBeGreaterThan(before)
    for (let i = 0; i < 20; i++) expect((await buyer.rest('GET', '/orders')).status).toBe(200)
    const from = performance.now()
    await w.close()
    expect(performance.now() - from).toBeLessThan(4000)
  })
})
