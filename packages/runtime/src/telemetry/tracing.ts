import { AsyncLocalStorage } from 'node:async_hooks'
import { type Attributes, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'

/** Span times use the machine's clock, not the system's: collectors compare them with other services. */
const now = (): number => performance.timeOrigin + performance.now()

/** The span of a `traceparent` (https://www.w3.org/TR/trace-context). `tracestate` may hold arbitrary data, and is ignored. */
const contextOf = (traceparent: string | undefined): Context => {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent)
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT
}

/** How a span ended. */
export interface SpanEnd {
  name?: string
  attributes?: Attributes
  errorCode?: string | undefined
}

/** Creates spans and tracks the current one. */
export const createTracing = (tracer: Tracer) => {
  const contexts = new AsyncLocalStorage<Context>()

  const end = (span: Span, { name, attributes = {}, errorCode }: SpanEnd): void => {
    if (name !== undefined) span.updateName(name)
    span.setAttributes(attributes)
    if (errorCode !== undefined) span.setAttribute('error.type', errorCode).setStatus({ code: SpanStatusCode.ERROR })
    span.end(now())
  }

  return {
    /** Runs `work` in a span of a new trace, or as a child of a `traceparent`. `ended` returns how it ended. */
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
    /** Records a child span of the last `ms` milliseconds. Does nothing without a current span: polling would otherwise create a trace each time. */
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
