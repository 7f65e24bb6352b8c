import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { settled } from '../src/inspection.ts'
import { deskPages, shopPages } from '../src/operator-pages.ts'
import { sessions, stock } from '../src/places.ts'

test.use({ storageState: sessions.admin })

/** With `E2E_DEEP=1` every page of an operator is looked at; otherwise one of each kind. */
const isDeep = process.env.E2E_DEEP === '1'
const kinds = ['/', '/orders', '/admin', '/pantheon/', '/pantheon/agents/', '/pantheon/tasks/', '/pantheon/orders/', '/pantheon/architecture/']
const others = [...shopPages, ...deskPages].filter((path) => !kinds.includes(path))

/** Holds back what the server says of the page's subject, not who is signed in, until it is let go. */
const holdBack = async (page: Page) => {
  let letGo: () => void = () => undefined
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(/\/trpc\//, async (route) => {
    const procedures = new URL(route.request().url()).pathname.split('/trpc/')[1]?.split(',') ?? []
    if (procedures.some((name) => !name.startsWith('auth.'))) await free
    await route.continue()
  })
  return letGo
}

interface Shift {
  value: number
  parts: string[]
}
declare global {
  interface Window {
    shifts: Shift[]
  }
}
/** Notes every shift of the layout from the first moment on, with what moved. */
const notesShifts = (page: Page) =>
  page.addInitScript(() => {
    type Entry = PerformanceEntry & {
      value: number
      hadRecentInput: boolean
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
    }
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        if (entry.hadRecentInput) continue
        const parts = entry.sources.map(({ node, previousRect: before, currentRect: now }) => {
          const name = node instanceof Element ? `${node.tagName} ${node.className}`.slice(0, 80) : String(node?.nodeName)
          return `${name}: y ${before.y} → ${now.y}, height ${before.height} → ${now.height}`
        })
        window.shifts.push({ value: entry.value, parts })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** Bars that are blocks: nothing that comes is one. */
const slabsOf = (page: Page) =>
  page.locator('.skeleton').evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect()).filter(({ height }) => height > 48).length)

const waitsWell = async (page: Page, path: string) => {
  const letGo = await holdBack(page)
  await page.goto(path)
  const waiting = page.locator('[class*="skeleton"]')
  await expect(waiting.first(), path).toBeVisible()
  expect.soft(await slabsOf(page), `slabs on ${path}`).toBe(0)
  // The browser of these journeys asks for less motion: nothing that waits moves.
  const moving = await page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) > 50).length)
  expect.soft(moving, `${path} moves while it waits`).toBe(0)
  letGo()
  await settled(page)
  await expect(waiting, path).toHaveCount(0)
  const shifts = await page.evaluate(() => window.shifts)
  const sum = shifts.reduce((total, { value }) => total + value, 0)
  expect.soft(sum, `${path}: ${JSON.stringify(shifts, null, 1)}`).toBeLessThan(0.05)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
}

test('a list whose words are still to come has its line, its head and its rows where they will be', { tag: '@looks' }, async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  let letGo: () => void = () => undefined
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(/\/assets\/desk\.en-/, async (route) => {
    await free
    await route.continue()
  })
  await page.goto('/orders')
  await expect(page.getByRole('heading', { level: 1, name: 'All orders' })).toBeVisible()
  const shape = page.locator('[data-list-waiting]')
  await expect(shape).toBeVisible()
  const before = await shape.boundingBox()
  letGo()
  const table = page.getByRole('main').getByRole('table')
  await expect(table).toBeVisible()
  await settled(page)
  const after = await table.boundingBox()
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(6)
})

for (const width of [390, 1440]) {
  test(`at ${width} px what is coming has its shape and its place`, { tag: '@looks' }, async ({ page }) => {
    test.setTimeout(isDeep ? 600_000 : 90_000)
    const { orderId, productId }: Record<string, string> = JSON.parse(await readFile(stock, 'utf8'))
    await page.setViewportSize({ width, height: 900 })
    await notesShifts(page)
    for (const path of [...kinds, `/products/${productId}`, `/orders/${orderId}`, ...(isDeep ? others : [])]) await waitsWell(page, path)
  })
}
