import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Product } from '@pantheon/contract'
import type { Context, Hono, Next } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import type { HttpEnv } from './gate.ts'
import { missingProductPage, productPage } from './product-page.ts'

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // The theme is set before the first paint by an inline script, and Next's export starts with inline ones.
    scriptSrc: ["'self'", "'unsafe-inline'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'ws:', 'wss:'],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: false, // the proxy that ends TLS says this
})

/** A folder under `apps/`, whether this runs from `apps/api/dist` or `apps/api/src/http`. */
const built = (path: string): string | undefined => {
  const folders = ['../..', '../../..'].map((up) => fileURLToPath(new URL(`${up}/${path}`, import.meta.url)))
  const folder = folders.find((candidate) => existsSync(candidate))
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
  folders?: { pantheon?: string | undefined; aifactory?: string | undefined }
}

/** The two web apps as they were built: AIFactory at `/`, Pantheon at `/pantheon/`. Without a build it serves none. */
export const mountWebApps = (app: Hono<HttpEnv>, { productOnSale, publicUrl, folders }: WebApps): void => {
  const { pantheon, aifactory } = folders ?? { pantheon: built('pantheon/out'), aifactory: built('aifactory/dist') }
  if (pantheon) {
    app.use('/pantheon/_next/static/*', forever)
    app.use('/pantheon/*', headers, compress())
    app.get('/pantheon', (c) => c.redirect('/pantheon/', 308))
    app.use('/pantheon/*', serveStatic({ root: pantheon, rewriteRequestPath: (path) => path.slice('/pantheon'.length) }))
    app.get('/pantheon/*', page(pantheon, '404.html', 404))
  }
  if (aifactory) {
    app.use('/assets/*', forever)
    app.use('*', headers, compress())
    app.use('*', serveStatic({ root: aifactory }))
    const html = readFileSync(join(aifactory, 'index.html'), 'utf8')
    app.get('/products/:id', async (c) => {
      const product = await productOnSale(c.req.param('id'))
      return product ? c.html(productPage(html, product, publicUrl)) : c.html(missingProductPage(html), 404)
    })
    // An address without a file's ending belongs to the app's own router, which shows the page or its 404.
    const show = page(aifactory, 'index.html', 200)
    app.get('*', async (c, next) => (/\.\w+$/.test(c.req.path) ? next() : show(c)))
  }
}
