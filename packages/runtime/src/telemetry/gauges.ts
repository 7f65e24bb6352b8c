import type { BatchObservableResult, Meter, Observable } from '@opentelemetry/api'
import { endsWithin } from '../deadline.ts'
import { measureEventLoop } from './event-loop.ts'
import type { GaugeSources } from './telemetry.types.ts'

/** Timeout of a source: a scrape does not wait for an unresponsive database. */
const readMs = 2000

const createPoolGauges = (meter: Meter, sources: GaugeSources): void => {
  const connections = meter.createObservableGauge('db.client.connection.count', { description: 'Connections to the database, by pool and state.' })
  const most = meter.createObservableGauge('db.client.connection.max', { description: 'The most connections of a pool.' })
  const pending = meter.createObservableGauge('db.client.connection.pending_requests', { description: 'Who waits for a connection or for their turn.' })
  meter.addBatchObservableCallback(
    (result) => {
      for (const { name, used, idle, max, waiting } of sources.pools()) {
        const pool = { 'db.client.connection.pool.name': name }
        result.observe(connections, used, { ...pool, 'db.client.connection.state': 'used' })
        result.observe(connections, idle, { ...pool, 'db.client.connection.state': 'idle' })
        result.observe(most, max, pool)
        result.observe(pending, waiting, pool)
      }
    },
    [connections, most, pending],
  )
}

/** Gauges read from the database. They have no value while it does not respond. */
const addQueriedGauges = <T>(
  meter: Meter,
  gauges: Observable[],
  read: () => Promise<readonly T[]>,
  show: (result: BatchObservableResult, row: T) => void,
): void =>
  meter.addBatchObservableCallback(async (result) => {
    const reading = read().catch(() => [])
    if (await endsWithin(readMs, reading)) for (const row of await reading) show(result, row)
  }, gauges)

const createConsumerGauges = (meter: Meter, { consumers }: GaugeSources): void => {
  const behind = meter.createObservableGauge('event.consumer.backlog', { description: 'Events that a consumer has not read.' })
  const age = meter.createObservableGauge('event.consumer.lag', { description: 'The age of the oldest event that a consumer has not read.', unit: 's' })
  const held = meter.createObservableGauge('event.consumer.held', { description: 'Events that a consumer could not handle, and those behind them.' })
  addQueriedGauges(meter, [behind, age, held], consumers, (result, { consumer, unread, oldestMs, held: states }) => {
    result.observe(behind, unread, { consumer })
    result.observe(age, oldestMs / 1000, { consumer })
    for (const [state, count] of Object.entries(states)) result.observe(held, count, { consumer, state })
  })
}

const createJobGauges = (meter: Meter, { jobs }: GaugeSources): void => {
  const count = meter.createObservableGauge('job.count', { description: 'Jobs that have not ended, by type and status.' })
  const oldest = meter.createObservableGauge('job.oldest.age', { description: 'The age of the oldest of them.', unit: 's' })
  addQueriedGauges(meter, [count, oldest], jobs, (result, { type, status, oldestMs, ...job }) => {
    result.observe(count, job.count, { type, status })
    result.observe(oldest, oldestMs / 1000, { type, status })
  })
}

const createLoopGauges = (meter: Meter, loop: ReturnType<typeof measureEventLoop>): void => {
  const gauge = (name: string, description: string, read: () => number, unit: string): void =>
    meter.createObservableGauge(name, { description, unit }).addCallback((result) => result.observe(read()))
  for (const percentile of [50, 95, 99] as const)
    gauge(`nodejs.eventloop.delay.p${percentile}`, `The delay of the event loop, ${percentile} of 100 below it.`, () => loop.percentile(percentile), 's')
  gauge('nodejs.eventloop.delay.max', 'The longest delay of the event loop.', loop.max, 's')
  gauge('nodejs.eventloop.utilization', 'The part of the time that the event loop was busy.', loop.utilization, '1')
}

/** Gauges, which are read whenever metrics are collected. */
export const createGauges = (meter: Meter) => {
  const loop = measureEventLoop()
  createLoopGauges(meter, loop)
  return {
    /** Adds these sources. Call it once. */
    watch: (sources: GaugeSources): void => {
      createPoolGauges(meter, sources)
      createConsumerGauges(meter, sources)
      createJobGauges(meter, sources)
    },
    close: loop.close,
  }
}
