import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Hono, Next } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'

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

/** The two web apps as they were built: AIFactory at `/`, Pantheon at `/pantheon/`. Without a build it serves none. */
export const mountWebApps = (app: Hono): void => {
  const pantheon = built('pantheon/out')
  const aifactory = built('aifactory/dist')
  if (pantheon) {
    app.use('/pantheon/_next/static/*', forever)
    app.use('/pantheon/*', headers, compress())
    app.get('/pantheon', (c) => c.redirect('/pantheon/', 308))
    app.use('/pantheon/*', serveStatic({ root: pantheon, rewriteRequestPath: (path) => path.slice('/pantheon'.length) }))
    app.get(
      '/pantheon/*',
      (c, next) => {
        c.status(404)
        return next()
      },
      serveStatic({ root: pantheon, path: '404.html' }),
    )
  }
  if (aifactory) {
    app.use('/assets/*', forever)
    app.use('*', headers, compress())
    app.use('*', serveStatic({ root: aifactory }))
    app.get('*', serveStatic({ root: aifactory, path: 'index.html' })) // the app's own router shows the page, or its 404
  }
}
