import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { settingsHrefs } from '../src/features/account/settings/settings-hrefs.ts'
import { organizationHrefs } from '../src/features/organization/page-hrefs.ts'

/** Routes whose last segment is one of a fixed set of page names, with the paths of these pages. */
const namedPages: Record<string, readonly string[]> = {
  '/settings/$page': Object.values(settingsHrefs),
  '/organization/$page': Object.values(organizationHrefs),
}

/**
 * All paths of the app, in its router's notation (`/orders/$orderId`), from the source of the generated route tree. Throws when it has none, or
 * a `$page` route whose pages are not listed here.
 */
export const routePathsOf = (routeTree: string): string[] => {
  const listed = /interface FileRoutesByTo \{([^}]*)\}/.exec(routeTree)?.[1] ?? ''
  const paths = [...listed.matchAll(/^\s*'(\/[^']*)':/gm)].map(([, path = '']) => path)
  if (paths.length === 0) throw new Error('The generated route tree lists no routes')
  const addresses = paths.flatMap((path) => {
    if (!path.endsWith('/$page')) return [path]
    return namedPages[path] ?? expected(path)
  })
  return [...new Set(addresses)]
}
const expected = (path: string): never => {
  throw new Error(`The pages of ${path} are not listed in scripts/route-manifest.ts`)
}

/** Vite plugin that writes `routes.json` beside the app, so that the server responds to every other path with 404. */
export const routeManifest = (): Plugin => ({
  name: 'route-manifest',
  apply: 'build',
  async generateBundle() {
    const file = fileURLToPath(new URL('../src/route-tree.gen.ts', import.meta.url))
    this.emitFile({ type: 'asset', fileName: 'routes.json', source: JSON.stringify(routePathsOf(await readFile(file, 'utf8'))) })
  },
})
