import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Product } from '@pantheon/contract'
import type { Context, Hono, Next } from 'hono'
import { compress } from 'hono/compress'
import { createRouteMatcher } from './page-routes.ts'
import { missingProductPage, productPage } from './product-page.ts'
import type { HttpEnv } from './request-pipeline.ts'
import { appHeaders } from './security-headers.ts'

/** The list of all routes of AIFactory, written by its build. */
const routesFile = 'routes.json'

/** A build folder under `apps/` that contains `lastFile`, resolved from `apps/api/dist` or `apps/api/src/http`. Undefined without a complete build. */
const built = (path: string, lastFile: string): string | undefined => {
  const folders = ['../..', '../../..'].map((up) => fileURLToPath(new URL(`${up}/${path}`, import.meta.url)))
  const folder = folders.find((candidate) => existsSync(join(candidate, lastFile)))
  return folder && (relative(process.cwd(), folder) || '.')
}

const cacheForever = async (c: Context, next: Next): Promise<void> => {
  await next()
  if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
}

/** A handler that serves one page of a built app for every path. */
const page = (folder: string, file: string, status: 200 | 404) => {
  const html = readFileSync(join(folder, file), 'utf8')
  return (c: Context): Response => c.html(html, status)
}

export interface WebApps {
  /** The product with this id, if visitors may see it. */
  productOnSale: (id: string) => Promise<Product | undefined>
  /** The public URL of the site, without a trailing slash. */
  publicUrl: string
  /** The build folders of the apps, when they are not beside the server. */
  folders?: { pantheon?: string | undefined; aifactory?: string | undefined } | undefined
}

/** Whether a built app has a file at a path, or a folder with a page. Percent-encoded paths are not decoded, and match no file. */
const hasFile = (folder: string, path: string): boolean => {
  const at = join(folder, path)
  return existsSync(at) && (!statSync(at).isDirectory() || existsSync(join(at, 'index.html')))
}

/**
 * Serves the builds of the two web apps: AIFactory at `/`, Pantheon at `/pantheon/`. An app without a build is not served. `isPage` of
 * the result tests whether one of them has a page or file at a path.
 */
export const mountWebApps = (app: Hono<HttpEnv>, { productOnSale, publicUrl, folders }: WebApps): { isPage: (path: string) => boolean } => {
  const pages: ((path: string) => boolean)[] = []
  const { pantheon, aifactory } = folders ?? { pantheon: built('pantheon/out', '404.html'), aifactory: built('aifactory/dist', routesFile) }
  if (pantheon) {
    app.use('/pantheon/_next/static/*', cacheForever)
    app.use('/pantheon/*', appHeaders, compress())
    app.get('/pantheon', (c) => c.redirect('/pantheon/', 308))
    app.use('/pantheon/*', serveStatic({ root: pantheon, rewriteRequestPath: (path) => path.slice('/pantheon'.length) }))
    app.get('/pantheon/*', page(pantheon, '404.html', 404))
    pages.push((path) => path === '/pantheon' || (path.startsWith('/pantheon/') && hasFile(pantheon, path.slice('/pantheon'.length))))
  }
  if (aifactory) {
    app.use('/assets/*', cacheForever)
    app.use('*', appHeaders, compress())
    app.use('*', serveStatic({ root: aifactory }))
    const html = readFileSync(join(aifactory, 'index.html'), 'utf8')
    app.get('/products/:id', async (c) => {
      const product = await productOnSale(c.req.param('id'))
      return product ? c.html(productPage(html, product, publicUrl)) : c.html(missingProductPage(html), 404)
    })
    const isRoute = createRouteMatcher(JSON.parse(readFileSync(join(aifactory, routesFile), 'utf8')) as string[])
    // For any other path the app's router shows its own "not found" page.
    app.get('*', (c) => c.html(html, isRoute(c.req.path) ? 200 : 404))
    pages.push((path) => isRoute(path) || hasFile(aifactory, path))
  }
  // The root is always a page, even without a build.
  return { isPage: (path) => path === '/' || pages.some((matches) => matches(path)) }
}
