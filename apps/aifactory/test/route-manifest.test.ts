import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routePathsOf } from '../scripts/route-manifest.ts'

const source = (path: string): URL => new URL(`../src/${path}`, import.meta.url)
const routeTree = readFileSync(source('route-tree.gen.ts'), 'utf8')

/** `orders.$orderId.tsx` → `/orders/$orderId`, as TanStack Router names files. */
const addressOf = (file: string): string => `/${file.replace('.tsx', '').replaceAll('_', '').replaceAll('.', '/')}`.replace(/\/index$/, '') || '/'

describe('The list of routes that the server reads', () => {
  it('has the address of every file of a route, and no other', () => {
    const files = readdirSync(source('routes')).filter((file) => file !== '__root.tsx')
    const expected = new Set(files.map(addressOf).filter((address) => !address.endsWith('/$page')))
    const listed = new Set(routePathsOf(routeTree))
    expect([...expected].filter((address) => !listed.has(address))).toEqual([])
    const named = [...listed].filter((address) => !expected.has(address))
    expect(named.length).toBeGreaterThan(5)
    for (const address of named) expect(address).toMatch(/^\/(settings|organization)\/[a-z]+$/)
  })

  it('is not made of a tree without routes, or with pages that nobody names', () => {
    expect(() => routePathsOf('export const routeTree = {}')).toThrow(/lists no routes/)
    expect(() => routePathsOf("interface FileRoutesByTo {\n  '/help/$page': typeof HelpPageRoute\n}")).toThrow(/\/help\/\$page/)
  })
})
