// One file for production. Native addons and files that are read at run time stay packages of this app.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Bundles the server and its migrations into `outdir`, a folder below this one, where its packages are found.
 * Resolves to the file to start.
 */
export const bundleServer = async (outdir: string): Promise<string> => {
  rmSync(outdir, { recursive: true, force: true })
  const outfile = join(outdir, 'main.js')
  await build({
    absWorkingDir: here('.'),
    entryPoints: ['src/main.ts'],
    outfile,
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
  for (const dialect of ['pg', 'sqlite']) cpSync(here(`../../packages/db/migrations/${dialect}`), join(outdir, 'migrations', dialect), { recursive: true })
  return outfile
}
