import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const apps = resolve(import.meta.dirname, '../../..')
const server = join(apps, 'api/dist/main.js')
const kB = 1000

/** What a browser loads, as the build left it. `base` is the address the folder is served under. */
const sites = [
  { name: 'AIFactory', folder: join(apps, 'aifactory/dist'), base: '/', budget: 180 * kB },
  { name: 'Pantheon', folder: join(apps, 'pantheon/out'), base: '/pantheon/', budget: 220 * kB },
]

/** Strings that only our server's code and its packages hold. Each must occur in the server's scripts, so a changed word is noticed. */
const tellTales = ['drizzle', 'better-sqlite3', '@node-rs/argon2', 'pgboss', 'lucia', '@scalar/api-reference', 'JOB_LEASE_SECONDS', 'insert into', 'pg_notify']

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
const isScript = (path: string): boolean => ['.js', '.mjs'].includes(extname(path))

/** What a script imports at once, not on demand. */
const staticImports = (code: string): string[] =>
  [...code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}$,\s]+?from\s*)?["'](\.{1,2}\/[^"']+\.m?js)["']/g)].flatMap(([, path]) => path ?? [])

/** Every script of the first load: what the page names, and what those import before they run. */
const firstLoad = async (folder: string, base: string, page: string): Promise<string[]> => {
  const html = await readFile(join(folder, page), 'utf8')
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag)
  const named = tags
    .filter((tag) => (tag.startsWith('<script') ? !/\bnomodule\b/i.test(tag) : /\brel="?(?:modulepreload|preload)\b/.test(tag)))
    .flatMap((tag) => /\b(?:src|href)="([^"?#]+)/.exec(tag)?.[1] ?? [])
    .filter(isScript)
    .map((address) => join(folder, relative(base, new URL(address, `http://x${base}`).pathname)))
  const seen = new Set<string>()
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.add(path)
    for (const inner of staticImports(await readFile(path, 'utf8'))) await visit(resolve(dirname(path), inner))
  }
  for (const path of named) await visit(path)
  return [...seen]
}

/** How many bytes a script is on the wire. Most pages share most scripts. */
const sizesOf = new Map<string, Promise<number>>()
const gzipped = (path: string): Promise<number> => {
  const known = sizesOf.get(path) ?? readFile(path).then((code) => gzipSync(code, { level: 9 }).length)
  sizesOf.set(path, known)
  return known
}

const missing = [server, ...sites.map(({ folder }) => folder)].filter((path) => !existsSync(path))

/** Every page that is a file of its own. */
const pages =
  missing.length > 0
    ? []
    : await Promise.all(
        sites.map(async (site) =>
          (await filesIn(site.folder)).filter((path) => path.endsWith('.html')).map((path) => ({ ...site, page: relative(site.folder, path) })),
        ),
      ).then((all) => all.flat())

describe('What a browser loads (looked at after `npm run build`)', () => {
  it('was built', () => {
    expect(missing).toEqual([])
  })

  it.each(tellTales)('could hold "%s", as the server does', async (word) => {
    // What takes a processor for long is in the script of a worker, beside the server's own.
    const scripts = (await readdir(dirname(server))).filter(isScript).map((name) => readFile(join(dirname(server), name), 'utf8'))
    expect((await Promise.all(scripts)).some((code) => code.includes(word))).toBe(true)
  })

  it.each(sites)('holds nothing of the server: $name', async ({ folder }) => {
    const scripts = (await filesIn(folder)).filter(isScript)
    expect(scripts.length).toBeGreaterThan(5)
    const found: string[] = []
    for (const script of scripts) {
      const code = await readFile(script, 'utf8')
      found.push(...tellTales.filter((word) => code.includes(word)).map((word) => `${relative(folder, script)} holds "${word}"`))
    }
    expect(found).toEqual([])
  })

  it.each(pages)('stays within $budget bytes of scripts, gzipped, on the first load of $name, $page', async ({ folder, base, budget, page }) => {
    const scripts = await firstLoad(folder, base, page)
    expect(scripts.length).toBeGreaterThan(1)
    const sizes = await Promise.all(scripts.map(async (path) => ({ path: relative(folder, path), bytes: await gzipped(path) })))
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(total).toBeGreaterThan(20 * kB)
    expect(total, sizes.map(({ path, bytes }) => `${bytes} ${path}`).join('\n')).toBeLessThanOrEqual(budget)
  })
})
