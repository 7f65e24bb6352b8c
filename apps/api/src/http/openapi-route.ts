import type { Hono } from 'hono'
import type { AppRouter } from '../router.ts'
import { etagOf, isKnown } from './etag.ts'
import { openApiDocument } from './openapi.ts'
import { type Coding, codingFor, codings, createPacked } from './packing.ts'
import type { HttpEnv, RequestPipeline } from './request-pipeline.ts'

/** The path of the OpenAPI document. */
export const documentAddress = '/api/v1/openapi.json'

const createVariants = (text: string) => ({
  etags: [etagOf(text), ...codings.map((coding) => etagOf(text, coding))],
  etagOf: (coding: Coding | undefined) => etagOf(text, coding),
  bodyIn: createPacked(text),
})

/** Serves the OpenAPI document, compressed as the client accepts it, with an `ETag` for revalidation. */
export const mountOpenApi = (app: Hono<HttpEnv>, router: AppRouter, pipeline: RequestPipeline): void => {
  // Generated on the first request: it takes as long as the rest of the start together.
  let variants: ReturnType<typeof createVariants> | undefined
  app.get(
    documentAddress,
    pipeline.guard(async (c, call) => {
      variants ??= createVariants(JSON.stringify(openApiDocument(router)))
      const coding = codingFor(c)
      const headers = { etag: variants.etagOf(coding), 'cache-control': 'public, no-cache', vary: 'accept-encoding' }
      if (isKnown(c.req.header('if-none-match'), variants.etags)) return call.send(304, null, null, headers)
      return call.send(200, 'application/json', await variants.bodyIn(coding), { ...headers, ...(coding !== undefined && { 'content-encoding': coding }) })
    }),
  )
  app.get(
    '/openapi.json',
    pipeline.guard((_, call) => call.send(308, null, null, { location: documentAddress })),
  )
}
