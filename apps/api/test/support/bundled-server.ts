import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleServer } from '../../bundle.ts'

let bundled: Promise<string> | undefined

/** The file of the server as production runs it, made once for all tests of this process: it starts in a fraction of the time the sources take. */
export const bundledServer = (): Promise<string> => {
  if (bundled) return bundled
  const outdir = fileURLToPath(new URL(`../../node_modules/.cache/server-${process.pid}`, import.meta.url))
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }))
  bundled = bundleServer(outdir)
  return bundled
}
