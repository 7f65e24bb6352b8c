import type { HttpBindings } from '@hono/node-server'
import type { RequestMeter } from '@pantheon/runtime'
import type { Hono } from 'hono'
import { requestNotes } from './request-notes.ts'
import type { HttpEnv } from './request-pipeline.ts'

type Fetch = Hono<HttpEnv>['fetch']

/** Wraps `fetch` so that every request has its own span. Returns it unchanged when traces are not exported. */
export const traceRequests = (fetch: Fetch, { trace }: Pick<RequestMeter, 'trace'>): Fetch => {
  if (!trace) return fetch
  return (request, env) => {
    const { incoming } = env as HttpBindings
    const { traceparent } = incoming.headers
    let status = 500
    const answer = async (): Promise<Response> => {
      const response = await fetch(request, env)
      status = response.status
      return response
    }
    return trace([traceparent].flat()[0], answer, () => ({ ...requestNotes(incoming), status }))
  }
}
