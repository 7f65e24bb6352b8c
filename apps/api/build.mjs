// One file for production. Native addons and files that are read at run time stay packages of this app.
import { cpSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.js',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minifySyntax: true,
  define: { 'process.env.NODE_ENV': '"production"', 'process.env["NODE_ENV"]': '"production"' },
  external: ['better-sqlite3', '@node-rs/argon2', 'pg-native', 'swagger-ui-dist', '@fontsource/noto-sans-jp', 'pdfkit'],
  // Bundled CommonJS packages still call require.
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  logLevel: 'warning',
})
for (const dialect of ['pg', 'sqlite']) cpSync(`../../packages/db/migrations/${dialect}`, `dist/migrations/${dialect}`, { recursive: true })
