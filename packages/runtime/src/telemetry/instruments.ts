import { type Meter, SpanKind } from '@opentelemetry/api'
import { type Clock, failureOf } from '@pantheon/kernel'
import type { JobOutcome } from './meters.ts'
import type { MeasuredRequest, Telemetry } from './telemetry.types.ts'
import type { SpanEnd, Tracing } from './tracing.ts'

export interface InstrumentDeps {
  clock: Clock
  /** Undefined when traces are off. */
  tracing: Tracing | undefined
}

/** In seconds. 95 of 100 statements should stay below 50 ms. */
const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const slow = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600]

const seconds = (meter: Meter, name: string, description: string, explicitBucketBoundaries: number[]) => {
  const histogram = meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries } })
  return (ms: number, attributes: Record<string, string | number>): void => histogram.record(Math.max(0, ms) / 1000, attributes)
}

/** The error code of the catalogue, because a message may contain any data. */
const codeOf = (error: unknown): string => failureOf(error)?.code ?? 'server.internal'

const createRequests = (meter: Meter, tracing: Tracing | undefined): Telemetry['requests'] => {
  const duration = seconds(meter, 'http.server.request.duration', 'How long requests took: how many, how they ended and by procedure.', fast)
  const labelsOf = ({ procedure, transport, status, errorCode }: MeasuredRequest) => ({
    transport,
    'http.response.status_code': status,
    ...(procedure !== undefined && { procedure }),
    ...(errorCode !== undefined && { 'error.type': errorCode }),
  })
  return {
    record: (request, ms) => duration(ms, labelsOf(request)),
    trace:
      tracing &&
      ((traceparent, work, described) =>
        tracing.root('request', { kind: SpanKind.SERVER, traceparent }, work, (outcome) => {
          const request = described()
          const errorCode = 'error' in outcome ? codeOf(outcome.error) : request.status >= 500 ? request.errorCode : undefined
          return { name: `${request.transport} ${request.procedure ?? ''}`.trim(), attributes: labelsOf(request), errorCode }
        })),
  }
}

const createEvents = (meter: Meter, { clock, tracing }: InstrumentDeps): Telemetry['events'] => {
  const lag = seconds(meter, 'event.lag', 'How long after it was appended an event was handled, by consumer.', slow)
  const duration = seconds(meter, 'event.handler.duration', 'How long handlers of events took, by consumer.', fast)
  const run = async (labels: Record<string, string>, at: Date, work: () => Promise<void>): Promise<void> => {
    const from = performance.now()
    let outcome = {}
    try {
      await work()
    } catch (error) {
      outcome = { 'error.type': codeOf(error) }
      throw error
    } finally {
      duration(performance.now() - from, { ...labels, ...outcome })
      lag(clock.now().getTime() - at.getTime(), { ...labels, ...outcome })
    }
  }
  return {
    handle: ({ consumer, name, at }, work) => {
      const measured = () => run({ consumer }, at, work)
      const ended = (outcome: object): SpanEnd => ({
        attributes: { consumer, event: name },
        errorCode: 'error' in outcome ? codeOf(outcome.error) : undefined,
      })
      return tracing ? tracing.root(`event ${name}`, { kind: SpanKind.CONSUMER }, measured, ended) : measured()
    },
  }
}

const createJobs = (meter: Meter, { clock, tracing }: InstrumentDeps): Telemetry['jobs'] => {
  const age = seconds(meter, 'job.age', 'How old jobs were when a run of them ended, by type and outcome.', slow)
  const duration = seconds(meter, 'job.run.duration', 'How long runs of jobs took, by type and outcome.', slow)
  return {
    run: async ({ type, createdAt, signal }, work) => {
      const from = performance.now()
      let outcome: JobOutcome | 'retried' | 'handed_back' = 'retried'
      const measured = async (): Promise<void> => {
        try {
          outcome = await work()
        } catch (error) {
          if (signal.aborted) outcome = 'handed_back'
          throw error
        } finally {
          duration(performance.now() - from, { type, outcome })
          age(clock.now().getTime() - createdAt.getTime(), { type, outcome })
        }
      }
      const ended = (end: object): SpanEnd => ({
        attributes: { type, outcome },
        errorCode: 'error' in end && outcome === 'retried' ? codeOf(end.error) : outcome === 'failed' ? 'failed' : undefined,
      })
      await (tracing ? tracing.root(`job ${type}`, { kind: SpanKind.CONSUMER }, measured, ended) : measured())
    },
  }
}

/** Counters and histograms. */
export const createInstruments = (meter: Meter, deps: InstrumentDeps): Pick<Telemetry, 'requests' | 'statements' | 'events' | 'jobs' | 'cache'> => {
  const { tracing } = deps
  const statement = seconds(meter, 'db.client.operation.duration', 'How long the database took to answer statements.', fast)
  const asked = meter.createCounter('cache.requests', { description: 'What was asked of caches, and whether they had it.' })
  return {
    requests: createRequests(meter, tracing),
    statements: {
      record: (operation, ms, isOk) => {
        const labels = { 'db.operation.name': operation, ...(!isOk && { 'error.type': 'failed' }) }
        statement(ms, labels)
        tracing?.past(operation, ms, labels, isOk)
      },
    },
    events: createEvents(meter, deps),
    jobs: createJobs(meter, deps),
    cache: (name) => {
      const [hit, miss] = [
        { cache: name, result: 'hit' },
        { cache: name, result: 'miss' },
      ]
      return { record: (isHit) => asked.add(1, isHit ? hit : miss) }
    },
  }
}
