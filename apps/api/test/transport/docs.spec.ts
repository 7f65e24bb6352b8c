import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { docsTokens } from '../../src/http/docs-style.ts'
import { world } from '../../src/testing/index.ts'

describe('The page of the API', async () => {
  const { origin, close } = await world('sqlite')
  afterAll(close)
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, origin), { headers })
  const textOf = async (path: string): Promise<string> => (await ask(path)).text()

  it('runs no script that is written into it', async () => {
    const page = await textOf('/docs')
    expect(page.match(/<script(?![^>]*src=)/g)).toBeNull()
    expect(page).not.toMatch(/ on\w+="/)
  })

  it('has every part of its renderer, which needs no eval', async () => {
    const seen = new Set<string>()
    const open = ['/docs/renderer/standalone.esm.js']
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      const answer = await ask(path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/javascript; charset=utf-8'])
      const text = await answer.text()
      expect([path, /\bnew Function\(/.test(text)]).toEqual([path, false])
      const base = path
      open.push(
        ...[...text.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[\w./-]+\.js)["']/g)].map(([, part = '']) => new URL(part, new URL(base, origin)).pathname),
      )
    }
    expect(seen.size).toBeGreaterThan(20)
  })

  it('sends its renderer packed, and to be kept for a day', async () => {
    const path = '/docs/renderer/standalone.esm.js'
    const { headers } = await ask(path, { 'accept-encoding': 'gzip' })
    expect([headers.get('content-encoding'), headers.get('vary'), headers.get('cache-control')]).toEqual(['gzip', 'accept-encoding', 'public, max-age=86400'])
    const identity = await ask(path, { 'accept-encoding': 'identity' })
    expect(identity.headers.get('content-encoding')).toBeNull()
  })

  it.each(['none.js', '..%2fpackage.json', '%2e%2e%2fstandalone.js', 'chunks/none.js', 'chunks/..%2f..%2findex.js', 'standalone.esm.js.map', 'a%00.js'])(
    'has no other file: %s',
    async (name) => expect((await ask(`/docs/renderer/${name}`)).status).toBe(404),
  )
})

describe('The colours of the page of the API', () => {
  const sheet = readFileSync(new URL('../../../../packages/ui/src/styles.css', import.meta.url), 'utf8')
  /** What holds for Pantheon in a theme: the later of these rules wins, as in the browser. */
  const tokensIn = (selectors: readonly string[]): Map<string, string> =>
    new Map(
      selectors
        .flatMap((selector) => sheet.split(`\n${selector} {`).slice(1))
        .flatMap((rest) => [...(rest.split('\n}')[0] ?? '').matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value] as const)),
    )
  const light = [':root', '[data-app="pantheon"]']
  const dark = [':root', '[data-theme="dark"]', '[data-app="pantheon"]', '[data-app="pantheon"][data-theme="dark"]']
  const resolved = (tokens: Map<string, string>, name: string): string | undefined => {
    const value = tokens.get(name)
    const [, other] = /^var\((--[\w-]+)\)$/.exec(value ?? '') ?? []
    return other === undefined ? value : resolved(tokens, other)
  }

  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('are those of packages/ui: %s', (theme, selectors) => {
    const tokens = tokensIn(selectors)
    const expected = Object.fromEntries(Object.keys(docsTokens[theme]).map((name) => [name, resolved(tokens, name)]))
    expect(docsTokens[theme]).toEqual(expected)
  })
})
