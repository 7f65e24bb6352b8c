import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { secureHeaders } from 'hono/secure-headers'

/** Browsers take every answer for what its `Content-Type` says, whoever sends it. */
export const forbidSniffing = (server: Server): void => {
  // Before the application's own listener, which may answer at once.
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => response.setHeader('x-content-type-options', 'nosniff'))
}

const self = "'self'"
const none = "'none'"
const inline = "'unsafe-inline'"
const common = {
  xContentTypeOptions: false, // every answer of the server has it
  xFrameOptions: 'DENY',
  strictTransportSecurity: false, // the proxy that ends TLS says this
} as const

/** For the pages of the two apps. */
export const appHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: [self],
    // The theme is set before the first paint by an inline script, and Next's export starts with inline ones.
    scriptSrc: [self, inline],
    styleSrc: [self, inline],
    imgSrc: [self, 'data:'],
    connectSrc: [self, 'ws:', 'wss:'],
    objectSrc: [none],
    baseUri: [self],
    formAction: [self],
    frameAncestors: [none],
  },
})

/** For pages that the server writes itself: their own scripts only. Swagger UI sets styles on elements and has its pictures in its style sheet. */
export const ownPageHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: [none],
    scriptSrc: [self],
    styleSrc: [self, inline],
    imgSrc: [self, 'data:'],
    fontSrc: [self, 'data:'],
    connectSrc: [self],
    baseUri: [none],
    formAction: [self],
    frameAncestors: [none],
  },
})
