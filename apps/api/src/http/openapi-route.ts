import type { Hono } from 'hono'
import type { AppRouter } from '../router.ts'
import { etagOf, isKnown } from './etag.ts'
import { openApiDocument } from './openapi.ts'
import { type Coding, codingFor, codings, createPacked } from './packing.ts'
import type { HttpEnv, RequestPipeline } from './request-pipeline.ts'

/** Where the OpenAPI document is. */
export const documentAddress = '/api/v1/openapi.json'

const createForms = (text: string) => ({
  etags: [etagOf(text), ...codings.map((coding) => etagOf(text, coding))],
  etagOf: (coding: Coding | undefined) => etagOf(text, coding),
  bodyIn: createPacked(text),
})

/** Serves the OpenAPI document, packed as the client takes it, and not twice: whoever has it asks whether it is still the one. */
export const mountOpenApi = (app: Hono<HttpEnv>, router: AppRouter, pipeline: RequestPipeline): void => {
  // Written when somebody first reads it: it takes as long as everything else at start together.
  let forms: ReturnType<typeof createForms> | undefined
  app.get(
    documentAddress,
    pipeline.guard(async (c, call) => {
      forms ??= createForms(JSON.stringify(openApiDocument(router)))
      const coding = codingFor(c)
      const headers = { etag: forms.etagOf(coding), 'cache-control': 'public, no-cache', vary: 'accept-encoding' }
      if (isKnown(c.req.header('if-none-match'), forms.etags)) return call.send(304, null, null, headers)
      return call.send(200, 'application/json', await forms.bodyIn(coding), { ...headers, ...(coding !== undefined && { 'content-encoding': coding }) })
    }),
  )
  app.get(
    '/openapi.json',
    pipeline.guard((_, call) => call.send(308, null, null, { location: documentAddress })),
  )
}
