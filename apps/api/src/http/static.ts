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

/** Every address of AIFactory, written by its build. */
const routesFile = 'routes.json'

/** A folder under `apps/` whose build wrote `lastFile`, whether this runs from `apps/api/dist` or `apps/api/src/http`. */
const built = (path: string, lastFile: string): string | undefined => {
  const folders = ['../..', '../../..'].map((up) => fileURLToPath(new URL(`${up}/${path}`, import.meta.url)))
  const folder = folders.find((candidate) => existsSync(join(candidate, lastFile)))
  return folder && (relative(process.cwd(), folder) || '.')
}

const forever = async (c: Context, next: Next): Promise<void> => {
  await next()
  if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
}

/** Answers with one page of a built app, whatever was asked for. */
const page = (folder: string, file: string, status: 200 | 404) => {
  const html = readFileSync(join(folder, file), 'utf8')
  return (c: Context): Response => c.html(html, status)
}

export interface WebApps {
  /** The product a visitor may see, or undefined. */
  productOnSale: (id: string) => Promise<Product | undefined>
  /** Where people reach the site, without a slash at its end. */
  publicUrl: string
  /** Where the apps were built, when that is not beside this. */
  folders?: { pantheon?: string | undefined; aifactory?: string | undefined } | undefined
}

/** Whether a built app has a file at an address, or a folder with a page. An address that holds escapes is left as it is, and means no file. */
const hasFile = (folder: string, path: string): boolean => {
  const at = join(folder, path)
  return existsSync(at) && (!statSync(at).isDirectory() || existsSync(join(at, 'index.html')))
}

/**
 * The two web apps as they were built: AIFactory at `/`, Pantheon at `/pantheon/`. Without a build it serves none. `isPage` of
 * the result tells whether one of them has something at an address.
 */
export const mountWebApps = (app: Hono<HttpEnv>, { productOnSale, publicUrl, folders }: WebApps): { isPage: (path: string) => boolean } => {
  const pages: ((path: string) => boolean)[] = []
  const { pantheon, aifactory } = folders ?? { pantheon: built('pantheon/out', '404.html'), aifactory: built('aifactory/dist', routesFile) }
  if (pantheon) {
    app.use('/pantheon/_next/static/*', forever)
    app.use('/pantheon/*', appHeaders, compress())
    app.get('/pantheon', (c) => c.redirect('/pantheon/', 308))
    app.use('/pantheon/*', serveStatic({ root: pantheon, rewriteRequestPath: (path) => path.slice('/pantheon'.length) }))
    app.get('/pantheon/*', page(pantheon, '404.html', 404))
    pages.push((path) => path === '/pantheon' || (path.startsWith('/pantheon/') && hasFile(pantheon, path.slice('/pantheon'.length))))
  }
  if (aifactory) {
    app.use('/assets/*', forever)
    app.use('*', appHeaders, compress())
    app.use('*', serveStatic({ root: aifactory }))
    const html = readFileSync(join(aifactory, 'index.html'), 'utf8')
    app.get('/products/:id', async (c) => {
      const product = await productOnSale(c.req.param('id'))
      return product ? c.html(productPage(html, product, publicUrl)) : c.html(missingProductPage(html), 404)
    })
    const isRoute = createRouteMatcher(JSON.parse(readFileSync(join(aifactory, routesFile), 'utf8')) as string[])
    // The app's router finds no page at any other address and shows its own "not found".
    app.get('*', (c) => c.html(html, isRoute(c.req.path) ? 200 : 404))
    pages.push((path) => isRoute(path) || hasFile(aifactory, path))
  }
  // The front of the site is a page, whether or not an app was built to be it.
  return { isPage: (path) => path === '/' || pages.some((isOne) => isOne(path)) }
}
