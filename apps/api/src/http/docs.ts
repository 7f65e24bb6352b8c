import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { docsPage, mark, startScript } from './docs-page.ts'
import { docsStyle } from './docs-style.ts'
import { codingFor, createPacked } from './packing.ts'
import type { Context, HttpEnv } from './request-pipeline.ts'
import { ownPageHeaders } from './security-headers.ts'

const resolve = createRequire(import.meta.url).resolve

/** The package's browser build of the renderer: one module, and chunks that are loaded on demand. */
const rendererFolder = join(dirname(resolve('@scalar/api-reference')), 'browser')
const renderer = '/docs/renderer/standalone.esm.js'
const font = join(dirname(resolve('@fontsource-variable/inter/package.json')), 'files', 'inter-latin-wght-normal.woff2')

const aDay = 'public, max-age=86400'
const script = 'text/javascript; charset=utf-8'

/** Serves a file of the renderer, compressed once and then cached; undefined if there is none of this name. */
const createRenderer = () => {
  const known = new Map<string, Promise<ReturnType<typeof createPacked>>>()
  return async (c: Context, name: string): Promise<Response | undefined> => {
    const file = known.get(name) ?? readFile(join(rendererFolder, name), 'utf8').then(createPacked)
    known.set(name, file)
    const bodyIn = await file.catch(() => undefined)
    if (!bodyIn) known.delete(name)
    const coding = codingFor(c)
    const headers = { 'content-type': script, 'cache-control': aDay, vary: 'accept-encoding', ...(coding !== undefined && { 'content-encoding': coding }) }
    return bodyIn && c.body(await bodyIn(coding), 200, headers)
  }
}

/** Serves the API reference, self-hosted: nothing is loaded from other hosts. */
export const mountDocs = (app: Hono<HttpEnv>): void => {
  const rendererPart = createRenderer()
  for (const path of ['/docs', '/docs/']) app.get(path, ownPageHeaders, (c) => c.html(docsPage(renderer)))
  app.get('/docs/start.js', (c) => c.body(startScript(renderer), 200, { 'content-type': script }))
  app.get('/docs/page.css', (c) => c.body(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/docs/mark.svg', (c) => c.body(mark, 200, { 'content-type': 'image/svg+xml', 'cache-control': aDay }))
  app.get('/docs/inter.woff2', async (c) => c.body(new Uint8Array(await readFile(font)), 200, { 'content-type': 'font/woff2', 'cache-control': aDay }))
  // The pattern allows the package's file names and no path out of the folder.
  app.get('/docs/renderer/:name{[\\w.-]+\\.js}', async (c) => (await rendererPart(c, c.req.param('name'))) ?? c.notFound())
  app.get('/docs/renderer/chunks/:name{[\\w.-]+\\.js}', async (c) => (await rendererPart(c, join('chunks', c.req.param('name')))) ?? c.notFound())
}
