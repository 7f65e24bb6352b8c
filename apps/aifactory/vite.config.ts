import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { routeManifest } from './scripts/route-manifest.ts'

const apiPort = Number(process.env.API_PORT ?? 8787)
const api = `http://127.0.0.1:${apiPort}`

const baseLibraries =
  /node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next|@tanstack\/(?:react-router|router-core|history|store|react-store|react-query|query-core)|@trpc\/(?:client|server|tanstack-react-query)|clsx|tailwind-merge|class-variance-authority)\//

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      generatedRouteTree: 'src/route-tree.gen.ts',
      quoteStyle: 'single',
      semicolons: false,
      disableLogging: true,
    }),
    react(),
    tailwindcss(),
    routeManifest(),
  ],
  resolve: { dedupe: ['react', 'react-dom', 'i18next', 'react-i18next', '@tanstack/react-query'] },
  server: {
    port: apiPort + 1,
    strictPort: true,
    proxy: Object.fromEntries(['/trpc', '/api', '/docs', '/files', '/ws'].map((path) => [path, { target: api, changeOrigin: false, ws: path === '/ws' }])),
  },
  // Routes are loaded when they are visited. Found only then, a new dependency would make Vite reload the page under the reader.
  optimizeDeps: { entries: ['index.html', 'src/**/*.{ts,tsx}'] },
  // Nothing inlined as data: — the server's content policy lets fonts come from files only.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page needs travels together: in one file it packs smaller than in twenty, and it outlives a release of ours.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: baseLibraries }] } } },
  },
})
