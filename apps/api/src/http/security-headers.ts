import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { secureHeaders } from 'hono/secure-headers'

/** Disables content sniffing for every response, whichever handler sends it. */
export const forbidSniffing = (server: Server): void => {
  // Before the application's listener, which may respond at once.
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => response.setHeader('x-content-type-options', 'nosniff'))
}

const self = "'self'"
const none = "'none'"
const inline = "'unsafe-inline'"
const common = {
  xContentTypeOptions: false, // set on every response by forbidSniffing
  xFrameOptions: 'DENY',
  strictTransportSecurity: false, // set by the proxy that terminates TLS
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

/** For pages that the server generates: only scripts from its own origin. Their renderer sets inline styles and has images as data URLs. */
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
