import { describe, expect, it } from 'vitest'
import { addressesOf, deskRoutesOf, readAddresses, readOperatorPages, readRoutes, shopRoutesOf, unseenOf } from '../src/pages.ts'

/** Routes that the browser need not look at, and why. */
const exceptions: Readonly<Record<string, string>> = {}

const routes = readRoutes()
const unseen = unseenOf(routes, readAddresses())

describe('The pages of both apps', () => {
  it('are all among the places that the browser looks at', () => {
    expect(unseen.filter((route) => !(route in exceptions))).toEqual([])
  })

  it('are excepted for a reason, and only where there is something to except', () => {
    for (const [route, reason] of Object.entries(exceptions)) {
      expect(unseen, 'is a place by now, or no route any more').toContain(route)
      expect(reason.length, route).toBeGreaterThan(20)
    }
  })

  it('of an operator are all among those that the browser opens while the server is away, slow, or the window narrow', () => {
    const isOfVisitors = (route: string) => /\/(?:sign-in|sign-up|forgot-password|reset-password|verify-email|invitation)(?:\/|$)/.test(route)
    const isOfOneThing = (route: string) => route.includes('$') && !route.endsWith('$page')
    const left = unseenOf(routes, readOperatorPages())
    expect(left.filter((route) => !isOfVisitors(route) && !isOfOneThing(route))).toEqual([])
  })

  it('have been read', () => {
    expect(readOperatorPages().length).toBeGreaterThan(40)
    expect(routes.filter((route) => !route.startsWith('/pantheon')).length).toBeGreaterThan(25)
    expect(routes.filter((route) => route.startsWith('/pantheon')).length).toBeGreaterThan(20)
    expect(readAddresses().length).toBeGreaterThan(80)
  })
})

describe('The canary', () => {
  const shop = [
    '__root.tsx',
    'index.tsx',
    'settings.tsx',
    'settings.index.tsx',
    'settings.$page.tsx',
    'sign-in.tsx',
    'sign-in_.github.tsx',
    'orders.new.tsx',
    'orders.$orderId.tsx',
  ]
  const desk = ['layout.tsx', 'not-found.tsx', '(desk)/page.tsx', '(desk)/layout.tsx', '(desk)/settings/keys/page.tsx', 'sign-up/page.tsx']

  it('reads the names of files as the routers do', () => {
    expect(shopRoutesOf(shop)).toEqual(['/', '/settings', '/settings/$page', '/sign-in', '/sign-in/github', '/orders/new', '/orders/$orderId'])
    expect(deskRoutesOf(desk)).toEqual(['/pantheon', '/pantheon/settings/keys', '/pantheon/sign-up'])
  })

  it('reads the list of places and nothing else', () => {
    const source = `const other = [{ path: '/other' }]
      const places: readonly Place[] = [{ name: 'a', path: '/' }, { name: 'b', path: '/orders/?status=paid', by: 'buyer' },
        { name: 'c', path: ({ orderId }) => \`/orders/\${orderId}?view=x\`, arrive: async (page) => page.goto('/nowhere') }]`
    expect(addressesOf(source)).toEqual(['/', '/orders', '/orders/*'])
    expect(() => addressesOf('const places = [{ path: home }]')).toThrow('neither a text nor a template')
  })

  it.each([
    ['/orders/$orderId', ['/', '/settings', '/settings/keys', '/sign-in', '/sign-in/github', '/orders/new']],
    ['/sign-in/github', ['/', '/settings', '/settings/keys', '/sign-in', '/orders/new', '/orders/*']],
    ['/settings', ['/', '/settings/keys', '/sign-in', '/sign-in/github', '/orders/new', '/orders/*']],
  ])('misses %s when nobody looks at it', (route, addresses) => {
    expect(unseenOf(shopRoutesOf(shop), addresses)).toEqual([route])
  })
})
