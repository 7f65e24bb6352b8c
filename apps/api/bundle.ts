// One file for production, and one for each kind of thread. Native addons and files that are read at run time stay packages of this app.
import { cpSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * tRPC is shipped with a helper for object spread that walks property descriptors, some twenty times per call and
 * for a tenth of a request's CPU. The objects it spreads are plain, so the language's own copy does the same.
 */
const nativeSpread: Plugin = {
  name: 'native-spread',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@trpc[\\/]server[\\/]dist[\\/]getErrorShape-.*\.mjs$/ }, async ({ path }) => {
      const slow = /function _objectSpread2\(e\) \{[\s\S]*?\n\}/
      const source = await readFile(path, 'utf8')
      if (!slow.test(source)) throw new Error(`${path} has no slow spread any more: drop this plugin`)
      return { contents: source.replace(slow, 'function _objectSpread2(target, ...sources) { return Object.assign(target, ...sources) }'), loader: 'js' }
    })
  },
}

/** What runs on threads of its own. The pools look for these beside the program, under the names of their sources. */
const workers = ['../../packages/adapters/src/documents/document-worker.ts', '../../packages/auth/src/accounts/argon2-worker.ts']

/**
 * Bundles the server, or another program of this app, its workers and the migrations into `outdir`, a folder below this
 * one, where its packages are found. Resolves to the file to start.
 */
export const bundleServer = async (outdir: string, entry = 'src/main.ts'): Promise<string> => {
  rmSync(outdir, { recursive: true, force: true })
  await build({
    absWorkingDir: here('.'),
    entryPoints: [{ in: entry, out: 'main' }, ...workers.map((worker) => ({ in: worker, out: basename(worker, '.ts') }))],
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    minifySyntax: true,
    define: { 'process.env.NODE_ENV': '"production"', 'process.env["NODE_ENV"]': '"production"' },
    external: ['better-sqlite3', '@node-rs/argon2', 'sharp', 'pg-native', '@scalar/api-reference', '@fontsource/*', 'pdfkit', 'piscina'],
    plugins: [nativeSpread],
    // Bundled CommonJS packages still call require.
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
    logLevel: 'warning',
  })
  for (const dialect of ['pg', 'sqlite']) cpSync(here(`../../packages/db/migrations/${dialect}`), join(outdir, 'migrations', dialect), { recursive: true })
  return join(outdir, 'main.js')
}
