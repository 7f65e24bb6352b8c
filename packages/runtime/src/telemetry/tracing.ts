import { AsyncLocalStorage } from 'node:async_hooks'
import { type Attributes, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'

/** Times of spans are of the machine's clock, whatever the system's is: collectors compare them with those of others. */
const now = (): number => performance.timeOrigin + performance.now()

/** The span that a `traceparent` names (https://www.w3.org/TR/trace-context). Its `tracestate` may hold anything, and is left out. */
const contextOf = (traceparent: string | undefined): Context => {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent)
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT
}

/** How a span ended, as it is written on it. */
export interface SpanEnd {
  name?: string
  attributes?: Attributes
  errorCode?: string | undefined
}

/** Spans, and which of them is the current one. */
export const createTracing = (tracer: Tracer) => {
  const contexts = new AsyncLocalStorage<Context>()

  const end = (span: Span, { name, attributes = {}, errorCode }: SpanEnd): void => {
    if (name !== undefined) span.updateName(name)
    span.setAttributes(attributes)
    if (errorCode !== undefined) span.setAttribute('error.type', errorCode).setStatus({ code: SpanStatusCode.ERROR })
    span.end(now())
  }

  return {
    /** Runs `work` in a span of its own trace, or below the one that a `traceparent` names. `ended` tells what came of it. */
    root: async <T>(
      name: string,
      { kind, traceparent }: { kind: SpanKind; traceparent?: string | undefined },
      work: () => Promise<T>,
      ended: (outcome: { value: T } | { error: unknown }) => SpanEnd,
    ): Promise<T> => {
      const parent = contextOf(traceparent)
      const span = tracer.startSpan(name, { kind, startTime: now() }, parent)
      try {
        const value = await contexts.run(trace.setSpan(parent, span), work)
        end(span, ended({ value }))
        return value
      } catch (error) {
        end(span, ended({ error }))
        throw error
      }
    },
    /** Notes what took the last `ms` milliseconds of the current span. Nothing where there is none: what polls would make a trace each time. */
    past: (name: string, ms: number, attributes: Attributes, isOk: boolean): void => {
      const context = contexts.getStore()
      if (!context || !trace.getSpan(context)?.isRecording()) return
      const at = now()
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes, startTime: at - ms }, context)
      if (!isOk) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(at)
    },
  }
}
export type Tracing = ReturnType<typeof createTracing>
