import type { NextConfig } from 'next'

const isDev = process.env.NODE_ENV === 'development'
const apiPort = process.env.API_PORT ?? '8787'

/** `/trpc` and friends live outside our base path, so `next dev` hands them to the API as they are. */
const toApi = ['/trpc/:path*', '/api/:path*', '/docs/:path*'].map((source) => ({
  source,
  destination: `http://127.0.0.1:${apiPort}${source}`,
  basePath: false as const,
}))

const config: NextConfig = {
  basePath: '/pantheon',
  // agents/index.html instead of agents.html: any static file server can serve that.
  trailingSlash: true,
  // Static export cannot rewrite, and needs none: in production the API serves the files itself.
  ...(isDev ? { rewrites: async () => toApi } : { output: 'export' as const }),
  env: {
    // Rewrites carry no WebSocket upgrade, so in dev the browser goes to the API's own port for `/ws`.
    NEXT_PUBLIC_API_WS_PORT: isDev ? apiPort : '',
    // In production the shop is at the root of our own origin; in dev it has the port after the API's.
    NEXT_PUBLIC_AIFACTORY_URL: isDev ? `http://localhost:${Number(apiPort) + 1}/` : '/',
  },
  // A navigation that finds no server waits for it, where the framework would otherwise leave for the browser's own error page.
  experimental: { useOffline: true },
  images: { unoptimized: true },
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  // `typecheck` does this with the same compiler, once.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ['@pantheon/client', '@pantheon/contract', '@pantheon/ui'],
}

export default config
